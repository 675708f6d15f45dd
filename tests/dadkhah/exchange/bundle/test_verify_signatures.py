import json
from pathlib import Path

import pytest

from dadkhah.evidence.tlog.merkle import leaf_hash, root_of
from dadkhah.exchange import verify

VECTORS = Path(__file__).parents[3] / "vectors" / "ed25519_edge_cases.json"
CASES = json.loads(VECTORS.read_text(encoding="utf-8"))["cases"]
# The example of the C2SP signed-note specification.
VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
SIGNATURE = (
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM="
)
NOTE = f"This is an example message.\n\n— example.com/foo {SIGNATURE}\n".encode()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["comment"])
def test_a_signature_is_accepted_only_as_strict_rfc_8032_accepts_it(case):
    key, message, signature = (
        bytes.fromhex(case[name]) for name in ("public_key", "message", "signature")
    )

    assert verify.signature_is_valid(key, message, signature) is case["valid"]


def test_the_example_of_the_specification_opens():
    assert verify.open_note(NOTE, verify.read_key(VKEY)) == "This is an example message.\n"


def test_signatures_of_unknown_keys_are_passed_over():
    other = NOTE.replace(b"example.com/foo U", b"example.com/bar U")
    line = other.split(b"\n\n")[1]

    assert verify.open_note(NOTE + line, verify.read_key(VKEY))
    with pytest.raises(verify.Problem, match="not signed by the key"):
        verify.open_note(other, verify.read_key(VKEY))


@pytest.mark.parametrize("position", range(0, len(NOTE), 7))
def test_a_note_with_one_byte_changed_does_not_open(position):
    changed = bytearray(NOTE)
    changed[position] ^= 1
    with pytest.raises(verify.Problem):
        verify.open_note(bytes(changed), verify.read_key(VKEY))


@pytest.mark.parametrize("text", [
    VKEY.replace("530d903a", "530d903b"), VKEY.replace("foo", "fop"), VKEY[:-1], VKEY + "=",
    "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "", "a b+00000000+AA==",
])  # fmt: skip
def test_a_key_line_that_is_not_exact_is_refused(text):
    with pytest.raises(verify.Problem):
        verify.read_key(text)


def test_the_root_of_any_prefix_is_that_of_the_definition():
    leaves = [leaf_hash(bytes([n])) for n in range(70)]
    content = b"".join(leaves)

    assert all(verify.root_of(content, 0, n) == root_of(leaves[:n]) for n in range(71))


@pytest.mark.parametrize("change", [b"\0", b"\1", b""])
def test_a_signature_that_is_not_64_bytes_is_refused(change):
    valid = next(case for case in CASES if case["valid"])
    key, message, signature = (
        bytes.fromhex(valid[name]) for name in ("public_key", "message", "signature")
    )
    longer = signature + change if change else signature[:-1]

    assert not verify.signature_is_valid(key, message, longer)


def test_tiles_are_named_as_the_specification_names_them():
    assert verify.tile_name(1234067 * 256, 256) == "x001/x234/067"
    assert verify.tile_name(5 * 256, 20) == "005.p/20"
