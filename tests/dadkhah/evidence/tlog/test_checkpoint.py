"""A head is three lines, signed by the key it names."""

import base64

import pytest

from dadkhah.errors import SignatureNotValid
from dadkhah.evidence.tlog import ed25519
from dadkhah.evidence.tlog.checkpoint import read_checkpoint, sign_checkpoint
from dadkhah.evidence.tlog.merkle import EMPTY_ROOT
from dadkhah.evidence.tlog.signed_note import VerifierKey, signed_note

SEED = bytes(range(32))
KEY = VerifierKey("example.org/log", ed25519.public_key_of(SEED))
ROOT = base64.b64encode(EMPTY_ROOT).decode()


def signed(text):
    return signed_note(text, KEY, ed25519.sign(SEED, text.encode()))


def test_a_signed_head_is_read_back():
    head = sign_checkpoint(
        size=20852163, root=EMPTY_ROOT, key=KEY, sign=lambda text: ed25519.sign(SEED, text)
    )

    assert read_checkpoint(head.signed, KEY) == head
    assert head.signed.decode().split("\n")[:4] == ["example.org/log", "20852163", ROOT, ""]


@pytest.mark.parametrize(
    "text",
    [
        f"other.org/log\n5\n{ROOT}\n",
        f"example.org/log\n05\n{ROOT}\n",
        f"example.org/log\n-5\n{ROOT}\n",
        f"example.org/log\n5 \n{ROOT}\n",
        f"example.org/log\n٥\n{ROOT}\n",
        f"example.org/log\n5\n{ROOT[:-1]}\n",
        f"example.org/log\n5\n{ROOT[:-2]}V=\n",
        f"example.org/log\n5\n{ROOT}\nextension\n",
        f"example.org/log\n5\n{ROOT}\n\n",
        "example.org/log\n5\n",
        f"\nexample.org/log\n5\n{ROOT}\n",
        f"example.org/log\n99999999999999999999\n{ROOT}\n",
    ],
)
def test_a_text_that_is_no_head_is_refused_although_it_is_signed(text):
    with pytest.raises(SignatureNotValid, match="not a head"):
        read_checkpoint(signed(text), KEY)


def test_every_changed_byte_of_a_head_is_noticed():
    good = signed(f"example.org/log\n5\n{ROOT}\n")
    for i in range(len(good)):
        bad = bytearray(good)
        bad[i] ^= 1
        with pytest.raises(SignatureNotValid):
            read_checkpoint(bytes(bad), KEY)
