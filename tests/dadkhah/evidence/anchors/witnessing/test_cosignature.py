"""A cosignature is a witness's word on one head at one time."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tlog_scales.signing import Vkey, VkeySet
from tlog_scales.tlog import Checkpoint as OtherCheckpoint

from dadkhah.errors import AnchorNotValid, KeyNotReadable
from dadkhah.evidence.anchors.witnessing.cosignature import cosign, cosigned_at
from dadkhah.evidence.tlog import ed25519
from dadkhah.evidence.tlog.signed_note import COSIGNATURE, VerifierKey

SEED, AT = bytes(range(32)), datetime(2026, 11, 24, 2, 3, 4, tzinfo=UTC)
KEY = VerifierKey("witness.example/w1", ed25519.public_key_of(SEED), COSIGNATURE)
# The head of the example in C2SP tlog-cosignature.
TEXT = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
HEAD = (
    f"{TEXT}\n— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URY"
    "N7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
).encode()
LINE = (
    "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b"
    "2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
)


def sign(message):
    return ed25519.sign(SEED, message)


def test_what_is_signed_is_what_c2sp_writes():
    signed = []

    cosign(HEAD, KEY, lambda message: signed.append(message) or bytes(64),
           at=datetime.fromtimestamp(1679315147, UTC))  # fmt: skip

    assert signed == [f"cosignature/v1\ntime 1679315147\n{TEXT}".encode()]


def test_the_example_of_c2sp_has_the_form_we_write():
    blob = base64.b64decode(LINE.rpartition(" ")[2])

    assert len(blob) == 4 + 8 + 64
    assert int.from_bytes(blob[4:12], "big") == 1679315147


def test_a_witness_s_key_line_names_the_algorithm():
    assert VerifierKey.parse(KEY.text, COSIGNATURE) == KEY
    assert base64.b64decode(KEY.text.split("+", 2)[2])[0] == 4
    with pytest.raises(KeyNotReadable):
        VerifierKey.parse(KEY.text)
    with pytest.raises(KeyNotReadable):
        VerifierKey.parse(VerifierKey(KEY.name, KEY.public_key).text, COSIGNATURE)


def test_a_cosignature_says_when_the_head_was_seen():
    line = cosign(HEAD, KEY, sign, at=AT).encode()

    assert cosigned_at(HEAD, line, KEY) == AT


def test_another_implementation_accepts_what_we_sign():
    other = Vkey.from_string(KEY.text)
    note = OtherCheckpoint.from_text(HEAD.decode() + cosign(HEAD, KEY, sign, at=AT))
    ((_, signature),) = VkeySet(other).verify(note.signatures, note)

    assert other.get_verifier().get_timestamp(signature.payload) == int(AT.timestamp())


def test_the_earliest_of_several_counts():
    lines = [cosign(HEAD, KEY, sign, at=AT + timedelta(days=n)).encode() for n in (2, 0, 1)]

    assert cosigned_at(HEAD, b"".join(lines), KEY) == AT


def test_lines_of_unknown_witnesses_prove_nothing():
    with pytest.raises(AnchorNotValid, match="no cosignature of"):
        cosigned_at(HEAD, LINE.encode(), KEY)


def test_a_cosignature_of_another_head_is_refused():
    line = cosign(HEAD.replace(b"20852163", b"20852164"), KEY, sign, at=AT).encode()
    with pytest.raises(AnchorNotValid, match="does not fit"):
        cosigned_at(HEAD, line, KEY)


def test_a_log_s_signature_is_no_cosignature():
    line = cosign(HEAD, KEY, lambda _: sign(TEXT.encode()), at=AT).encode()
    with pytest.raises(AnchorNotValid, match="does not fit"):
        cosigned_at(HEAD, line, KEY)


@pytest.mark.parametrize("lines", [b"x\n", b"\n", b"\xff\n", "— a b\n".encode()])
def test_lines_that_are_none_are_refused(lines):
    with pytest.raises(AnchorNotValid, match="cannot be read"):
        cosigned_at(HEAD, lines, KEY)


def test_a_time_beyond_every_calendar_is_refused():
    class Never:
        @staticmethod
        def timestamp():
            return 2**62

    line = cosign(HEAD, KEY, sign, at=Never).encode()
    with pytest.raises(AnchorNotValid, match="no calendar has"):
        cosigned_at(HEAD, line, KEY)


@given(st.data())
def test_for_any_byte_changed_in_a_line_it_does_not_hold(data):
    line = bytearray(cosign(HEAD, KEY, sign, at=AT).encode())
    line[data.draw(st.integers(0, len(line) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(AnchorNotValid):
        cosigned_at(HEAD, bytes(line), KEY)
