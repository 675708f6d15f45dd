"""A signed note is checked with the key that it names, where somebody has it."""

import base64
import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dadkhah.derivation.findings import Verdict

BODY = b"log.example\n5\nqINS1GRFhWHwdkUeqLEoP4yEMkTBBzxBkGwGQlVlVcs=\n"


class Signer:
    def __init__(self, name="log.example", kind=1):
        self._key = Ed25519PrivateKey.generate()
        self._name, self._kind = name, kind
        blob = bytes([kind]) + self._key.public_key().public_bytes_raw()
        self._id = hashlib.sha256(name.encode() + b"\n" + blob).digest()[:4]
        self.vkey = f"{name}+{self._id.hex()}+{base64.b64encode(blob).decode()}"

    def note(self, body=BODY, signed=None):
        message, head = signed or body, b""
        if self._kind == 4:
            head = (1_790_000_000).to_bytes(8, "big")
            message = b"cosignature/v1\ntime 1790000000\n" + message
        blob = base64.b64encode(self._id + head + self._key.sign(message)).decode()
        return body + f"\n— {self._name} {blob}\n".encode()


@pytest.fixture(params=[1, 4], ids=["signature", "cosignature"])
def signer(request):
    return Signer(kind=request.param)


def test_a_note_by_a_key_of_the_house_is_good(check, signer):
    (entry,) = check(signer.note(), trusted=signer.vkey)

    assert (entry.scheme, entry.verdict) == ("signed-note", Verdict.GOOD)
    assert entry.signer.startswith("log.example+")


def test_a_note_whose_key_nobody_has_is_untrusted(check, signer):
    (entry,) = check(signer.note(), trusted=Signer().vkey)

    assert entry.verdict == Verdict.UNTRUSTED
    assert "nothing was checked" in entry.detail


def test_a_key_that_lies_beside_is_no_reason_to_trust(check, pack, signer):
    (entry,) = check(pack({"checkpoint": signer.note(), "log.vkey": signer.vkey}))

    assert entry.verdict == Verdict.UNTRUSTED
    assert "fits the key that lies beside it" in entry.detail


def test_a_signature_over_another_text_is_broken(check, signer):
    (entry,) = check(signer.note(signed=b"log.example\n6\n"), trusted=signer.vkey)

    assert entry.verdict == Verdict.BROKEN


def test_the_time_of_a_cosignature_is_told(check):
    signer = Signer(kind=4)

    (entry,) = check(signer.note(), trusted=signer.vkey)

    assert entry.signed_at == "2026-09-21T14:13:20Z"


def test_each_signature_has_its_own_verdict(check):
    log, witness = Signer(), Signer("witness.example", kind=4)
    line = witness.note().rpartition(b"\n\n")[2]

    entries = check(log.note() + line, trusted=log.vkey)

    assert [entry.verdict for entry in entries] == [Verdict.GOOD, Verdict.UNTRUSTED]


def test_a_line_that_is_no_signature_breaks_the_note(check):
    (entry,) = check(BODY + "\n— log.example AAAA\n".encode())

    assert entry.verdict == Verdict.BROKEN


def test_a_text_with_a_dash_is_no_note(check):
    assert check("A list:\n\n— first\nand more text\n".encode()) == ()
