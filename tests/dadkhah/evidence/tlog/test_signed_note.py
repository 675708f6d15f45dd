"""A note is believed only with a signature of a known key."""

import base64
import hashlib

import pytest

from dadkhah.errors import KeyNotReadable, SignatureNotValid
from dadkhah.evidence.tlog import ed25519
from dadkhah.evidence.tlog.signed_note import VerifierKey, open_note, signed_note

# golang.org/x/mod sumdb/note, note_test.go (BSD-3-Clause): key, text and signature.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_SEED = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
GO_TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
GO_SIGNATURE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdn"
    "gotpRZb6KE6RyyBwJnAM=\n"
)
# The example of the specification, c2sp.org/signed-note (CC BY 4.0). Its key is not published.
C2SP_TEXT = (
    "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n"
)
C2SP_SIGNATURE = (
    "— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU"
    "0xMcXxj99ihAQwaqP3ZekRwNtIc=\n"
)
SEED = bytes(range(32))
KEY = VerifierKey("example.org/log", ed25519.public_key_of(SEED))


def note(text=GO_TEXT, *signatures):
    return "".join([text, "\n", *signatures]).encode()


def own(text):
    return signed_note(text, KEY, ed25519.sign(SEED, text.encode()))


def test_the_note_of_the_go_implementation_opens():
    key = VerifierKey.parse(GO_KEY)

    assert open_note(note(GO_TEXT, GO_SIGNATURE), key) == GO_TEXT
    assert key.text == GO_KEY
    assert key.key_id.hex() == "c74f20a3"


def test_we_sign_byte_for_byte_as_the_go_implementation_does():
    key = VerifierKey("PeterNeumann", ed25519.public_key_of(GO_SEED))
    signature = ed25519.sign(GO_SEED, GO_TEXT.encode())

    assert signed_note(GO_TEXT, key, signature) == note(GO_TEXT, GO_SIGNATURE)


def test_a_changed_text_is_refused():
    changed = note(GO_TEXT.replace("crypto", "Crypto"), GO_SIGNATURE)

    with pytest.raises(SignatureNotValid, match="does not fit"):
        open_note(changed, VerifierKey.parse(GO_KEY))


def test_the_example_of_the_specification_is_read_as_its_text_and_its_signer():
    with pytest.raises(SignatureNotValid, match=r"not signed by example\.org/log"):
        open_note(note(C2SP_TEXT, C2SP_SIGNATURE), KEY)
    blob = base64.b64decode(C2SP_SIGNATURE.split(" ")[2])
    key = VerifierKey("quasimodo.example/salvatore", KEY.public_key)
    lying = C2SP_SIGNATURE.replace(
        C2SP_SIGNATURE.split(" ")[2], base64.b64encode(key.key_id + blob[4:]).decode() + "\n"
    )
    with pytest.raises(SignatureNotValid, match=r"quasimodo.*does not fit"):
        open_note(note(C2SP_TEXT, lying), key)


def test_a_text_with_empty_lines_ends_at_the_last_of_them():
    assert open_note(own(C2SP_TEXT), KEY) == C2SP_TEXT


def test_signatures_of_other_keys_are_ignored():
    signed = own(GO_TEXT).decode().removeprefix(GO_TEXT + "\n")
    other = GO_SIGNATURE.replace("PeterNeumann", "witness.example/w1")

    assert open_note(note(GO_TEXT, other, GO_SIGNATURE, signed), KEY) == GO_TEXT


def test_one_bad_signature_of_the_known_key_refuses_the_note():
    good = own(GO_TEXT).decode().removeprefix(GO_TEXT + "\n")
    bad = signed_note("", KEY, bytes(64)).decode().removeprefix("\n")

    with pytest.raises(SignatureNotValid, match="does not fit"):
        open_note(note(GO_TEXT, good, bad), KEY)


@pytest.mark.parametrize(
    "whole",
    [
        b"",
        b"\n",
        b"text\n",
        b"text\n\n",
        GO_TEXT.encode(),
        (GO_TEXT + GO_SIGNATURE).encode(),
        note(GO_TEXT, GO_SIGNATURE).rstrip(b"\n"),
        note(GO_TEXT, GO_SIGNATURE, "\n"),
        note(GO_TEXT, GO_SIGNATURE, "no signature\n"),
        note(GO_TEXT, GO_SIGNATURE.replace("—", "-")),
        note(GO_TEXT, GO_SIGNATURE.replace("— ", "—  ")),
        note(GO_TEXT, GO_SIGNATURE.replace("Peter", "Peter Paul ")),
        note(GO_TEXT, GO_SIGNATURE.replace("Peter", "Peter+")),
        note(GO_TEXT, GO_SIGNATURE.replace("x08g", "x08")),
        note(GO_TEXT, GO_SIGNATURE.replace("AM=", "AN=")),
        note(GO_TEXT, "— PeterNeumann x08gow==\n"),
        note(GO_TEXT, "— PeterNeumann \n"),
        note(GO_TEXT + "\t\n", GO_SIGNATURE),
        note(GO_TEXT + "\r\n", GO_SIGNATURE),
        note(GO_TEXT, GO_SIGNATURE).replace(b"crypto", b"\xff"),
        note(GO_TEXT, GO_SIGNATURE * 101),
    ],
)
def test_a_malformed_note_is_refused(whole):
    with pytest.raises(SignatureNotValid):
        open_note(whole, VerifierKey.parse(GO_KEY))


def test_a_signature_cut_short_is_refused():
    short = base64.b64encode(KEY.key_id + bytes(63)).decode()

    with pytest.raises(SignatureNotValid, match="does not fit"):
        open_note(note(GO_TEXT, f"— {KEY.name} {short}\n"), KEY)


def test_every_part_of_a_key_line_is_no_key_line():
    for start in range(len(GO_KEY) + 1):
        for stop in range(start, len(GO_KEY) + 1):
            if (start, stop) != (0, len(GO_KEY)):
                with pytest.raises(KeyNotReadable):
                    VerifierKey.parse(GO_KEY[start:stop])


@pytest.mark.parametrize(
    "line",
    [
        # From Go's tests: a key of the wrong length, and an unknown algorithm, each with its id.
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        GO_KEY.replace("c74f20a3", "C74F20A3"),
        GO_KEY.replace("c74f20a3", "c74f20a4"),
        GO_KEY.replace("PeterNeumann", "Peter Neumann"),
        GO_KEY + "=",
        "name",
        "name+é+ü",
    ],
)
def test_a_line_that_is_no_key_is_refused(line):
    with pytest.raises(KeyNotReadable):
        VerifierKey.parse(line)


def test_a_key_of_small_order_is_refused():
    weak = VerifierKey("example.org/log", (1).to_bytes(32, "little"))

    with pytest.raises(KeyNotReadable, match="weak"):
        VerifierKey.parse(weak.text)


def test_a_key_line_may_have_a_newline_and_its_fingerprint_can_be_read_out():
    key = VerifierKey.parse(KEY.text + "\n")

    assert key == KEY
    digest = hashlib.sha256(KEY.public_key).hexdigest()
    assert key.fingerprint.replace(" ", "") == digest
    assert [len(group) for group in key.fingerprint.split(" ")] == [4] * 16
