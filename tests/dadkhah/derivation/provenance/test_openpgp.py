"""An OpenPGP signature is worth what its key is worth, and never more."""

import hashlib

import pytest
from pysequoia import SignatureMode, Tsk, sign

from dadkhah.derivation.findings import Verdict

MEDIA = b"\xff\xd8\xff what the camera saw"


@pytest.fixture(scope="module")
def device():
    return Tsk.generate("device")


@pytest.fixture(scope="module")
def stranger():
    return Tsk.generate("stranger")


def public(key):
    return str(key.extract_certificate())


def signature(key, content, mode=SignatureMode.DETACHED):
    return sign(key.signer(), content, mode=mode)


def test_a_signature_by_a_key_of_the_house_is_good(check, pack, device):
    files = {"a.jpg": MEDIA, "a.jpg.asc": signature(device, MEDIA)}

    (entry,) = check(pack(files), trusted=public(device))

    assert entry.verdict == Verdict.GOOD
    assert entry.scheme == "openpgp"
    assert entry.signed_at.endswith("Z")


def test_a_key_that_lies_beside_proves_only_itself(check, pack, device, stranger):
    files = {"a.jpg": MEDIA, "a.jpg.asc": signature(device, MEDIA), "pubkey.asc": public(device)}

    (entry,) = check(pack(files), trusted=public(stranger))

    assert entry.verdict == Verdict.UNTRUSTED
    assert "lies beside it" in entry.detail


def test_without_a_key_nothing_is_checked_and_that_is_said(check, pack, device):
    (entry,) = check(pack({"a.jpg": MEDIA, "a.jpg.asc": signature(device, MEDIA)}))

    assert entry.verdict == Verdict.UNTRUSTED
    assert "no key was given" in entry.detail
    assert len(entry.signer) == 40


def test_a_signature_over_other_bytes_is_broken(check, pack, device):
    files = {"a.jpg": MEDIA + b"!", "a.jpg.asc": signature(device, MEDIA)}

    (entry,) = check(pack(files), trusted=public(device))

    assert entry.verdict == Verdict.BROKEN
    assert "does not fit" in entry.detail


def test_a_swapped_key_is_broken(check, pack, device, stranger):
    files = {"a.jpg": MEDIA, "a.jpg.asc": signature(device, MEDIA), "pubkey.asc": public(stranger)}

    (entry,) = check(pack(files))

    assert entry.verdict == Verdict.BROKEN
    assert "not made by the key that lies beside it" in entry.detail


def test_a_package_signed_anew_by_a_stranger_is_not_good(check, pack, device, stranger):
    other = b"another picture"
    files = {
        "a.jpg": other,
        "a.jpg.asc": signature(stranger, other),
        "pubkey.asc": public(stranger),
    }

    (entry,) = check(pack(files), trusted=public(device))

    assert entry.verdict == Verdict.UNTRUSTED


def test_what_is_no_signature_is_broken(check, pack):
    (entry,) = check(pack({"a.jpg": MEDIA, "a.jpg.sig": b"nothing"}))

    assert entry.verdict == Verdict.BROKEN


@pytest.mark.parametrize(
    ("is_trusted", "is_changed", "verdict"),
    [
        (True, False, Verdict.GOOD),
        (True, True, Verdict.BROKEN),
        (False, False, Verdict.UNTRUSTED),
    ],
)
def test_a_text_may_carry_its_signature(check, device, is_trusted, is_changed, verdict):
    text = signature(device, "زنان حق دارند\n".encode(), SignatureMode.CLEAR)
    if is_changed:
        text = text.replace("حق".encode(), "حك".encode())

    (entry,) = check(text, trusted=public(device) if is_trusted else "")

    assert entry.verdict == verdict


def test_a_signature_without_its_file_says_so(check, device):
    (entry,) = check(signature(device, MEDIA))

    assert entry.verdict == Verdict.UNTRUSTED
    assert "not here" in entry.detail


def proofmode(device, media):
    """What ProofMode shares: everything is named after the SHA-256 of the media file."""
    digest = hashlib.sha256(media).hexdigest()
    told = f"File Hash SHA256,Proof Generated\n{digest},2026-03-04\n".encode()
    return {
        "IMG_1.jpg": media,
        f"{digest}.asc": signature(device, media),
        f"{digest}.proof.csv": told,
        f"{digest}.proof.csv.asc": signature(device, told),
        "pubkey.asc": public(device),
    }


def test_a_package_of_proofmode_fits_itself_and_is_trusted_no_further(check, pack, device):
    entries = check(pack(proofmode(device, MEDIA)))

    assert [(e.scheme, e.verdict) for e in entries] == [
        ("openpgp", "untrusted"),
        ("proofmode", "untrusted"),
        ("openpgp", "untrusted"),
    ]
    assert entries[0].detail.startswith("IMG_1.jpg")


def test_a_package_of_proofmode_with_another_picture_is_broken(check, pack, device):
    files = proofmode(device, MEDIA) | {"IMG_1.jpg": MEDIA + b"!"}

    entries = check(pack(files))

    assert [(e.scheme, e.verdict) for e in entries] == [
        ("openpgp", "broken"),
        ("proofmode", "broken"),
        ("openpgp", "untrusted"),
    ]


def test_a_proof_that_tells_of_another_hash_than_its_name_is_broken(check, pack, device):
    files = proofmode(device, MEDIA)
    name = next(name for name in files if name.endswith(".proof.csv"))

    entries = check(pack(files | {name: b"File Hash SHA256\n" + b"0" * 64}))

    assert {e.scheme: e.verdict for e in entries[1:]} == {
        "proofmode": "broken",
        "openpgp": "broken",
    }
