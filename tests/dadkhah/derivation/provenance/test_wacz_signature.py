"""A signed web archive holds as a whole, and its signer is measured by whom the house trusts."""

import base64
import hashlib
import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from tests.dadkhah.derivation.provenance.certified import make_root, make_signer

from authority import AT, Authority
from dadkhah.derivation.findings import Verdict

SPKI = PublicFormat.SubjectPublicKeyInfo
DOMAIN = "archive.example.org"


@pytest.fixture(scope="module")
def key():
    return ec.generate_private_key(ec.SECP384R1())


@pytest.fixture(scope="module")
def root():
    return make_root()


@pytest.fixture(scope="module")
def server(root):
    return make_signer(root, domain=DOMAIN)


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture
def archive(pack, server, authority, root):
    """A web archive signed by a domain, which may lie."""

    def archive(**lies):
        return pack(with_signature(unsigned(), by_domain(server, authority, root, **lies)))

    return archive


def base64_of(content):
    return base64.b64encode(content).decode()


def unsigned(files=None):
    files = files or {"archive/data.warc.gz": b"records", "pages/pages.jsonl": b"{}"}
    resources = [
        {"path": name, "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
        for name, content in files.items()
    ]
    manifest = json.dumps({"profile": "data-package", "resources": resources}).encode()
    return files | {"datapackage.json": manifest}


def with_signature(files, signed):
    digest = f"sha256:{hashlib.sha256(files['datapackage.json']).hexdigest()}"
    written = {"path": "datapackage.json", "hash": digest, "signedData": signed(digest)}
    return files | {"datapackage-digest.json": json.dumps(written).encode()}


def by_key(key, *, is_raw=True, of=None):
    """Sign as a browser does: two numbers side by side; or as authsign does, in DER."""

    def signed(digest):
        signature = key.sign((of or digest).encode(), ec.ECDSA(SHA256()))
        if is_raw:
            size = key.curve.key_size // 8
            numbers = decode_dss_signature(signature)
            signature = b"".join(number.to_bytes(size, "big") for number in numbers)
        return {
            "hash": of or digest,
            "created": "2026-11-24T02:00:00Z",
            "software": "ArchiveWeb.page 0.12",
            "signature": base64_of(signature),
            "publicKey": base64_of(key.public_key().public_bytes(Encoding.DER, SPKI)),
        }

    return signed


def by_domain(server, authority, root, *, created=AT, stamped=None, domain=DOMAIN):
    def signed(digest):
        signature = base64_of(server.key.sign(digest.encode(), ec.ECDSA(SHA256())))
        imprint = hashlib.sha256((stamped or signature).encode()).digest()
        return {
            "hash": digest,
            "created": created.isoformat().replace("+00:00", "Z"),
            "software": "authsigner 0.5",
            "signature": signature,
            "domain": domain,
            "domainCert": (server.pem + root.pem).decode(),
            "timeSignature": base64_of(authority.stamp(imprint)),
            "timestampCert": (authority.signer.pem + authority.root.pem).decode(),
        }

    return signed


@pytest.mark.parametrize("is_raw", [True, False])
def test_an_archive_signed_with_a_key_that_is_trusted_is_good(check, pack, key, is_raw):
    pem = key.public_key().public_bytes(Encoding.PEM, SPKI).decode()

    files = with_signature(unsigned(), by_key(key, is_raw=is_raw))
    (entry,) = check(pack(files), trusted=pem)

    assert (entry.scheme, entry.verdict) == ("wacz", Verdict.GOOD)
    assert entry.signed_at == "2026-11-24T02:00:00Z"


def test_an_archive_signed_by_anybody_is_untrusted(check, pack, key):
    (entry,) = check(pack(with_signature(unsigned(), by_key(key))))

    assert entry.verdict == Verdict.UNTRUSTED
    assert "ArchiveWeb.page 0.12" in entry.detail


def test_an_archive_signed_anew_by_an_unknown_key_is_untrusted(check, pack, key):
    pem = key.public_key().public_bytes(Encoding.PEM, SPKI).decode()
    files = unsigned({"archive/data.warc.gz": b"other records"})

    files = with_signature(files, by_key(ec.generate_private_key(ec.SECP256R1())))
    (entry,) = check(pack(files), trusted=pem)

    assert entry.verdict == Verdict.UNTRUSTED


def test_an_archive_with_one_file_changed_is_broken(check, pack, key):
    files = with_signature(unsigned(), by_key(key)) | {"archive/data.warc.gz": b"recordz"}

    (entry,) = check(pack(files))

    assert entry.verdict == Verdict.BROKEN
    assert "'archive/data.warc.gz' is not what was hashed" in entry.detail


def test_an_archive_with_a_file_that_was_not_signed_is_broken(check, pack, key):
    files = with_signature(unsigned(), by_key(key)) | {"archive/more.warc.gz": b"more"}

    (entry,) = check(pack(files))

    assert entry.verdict == Verdict.BROKEN


def test_a_manifest_that_was_changed_is_broken(check, pack, key):
    files = with_signature(unsigned(), by_key(key))
    files |= {"archive/data.warc.gz": b"other"}
    files |= {"datapackage.json": unsigned({"archive/data.warc.gz": b"other"})["datapackage.json"]}

    (entry,) = check(pack(files))

    assert entry.verdict == Verdict.BROKEN


def test_the_signature_of_another_archive_is_broken(check, pack, key):
    files = with_signature(unsigned(), by_key(key, of=f"sha256:{'0' * 64}"))

    (entry,) = check(pack(files))

    assert entry.verdict == Verdict.BROKEN
    assert "another manifest" in entry.detail


def test_a_swapped_key_is_broken(check, pack, key):
    def swapped(digest):
        other = by_key(ec.generate_private_key(ec.SECP384R1()))(digest)
        return by_key(key)(digest) | {"publicKey": other["publicKey"]}

    (entry,) = check(pack(with_signature(unsigned(), swapped)))

    assert entry.verdict == Verdict.BROKEN


@pytest.mark.parametrize("change", [{"publicKey": "?"}, {"publicKey": ""}, {"signature": "AA"}])
def test_a_signature_that_cannot_be_read_is_broken(check, pack, key, change):
    files = with_signature(unsigned(), lambda digest: by_key(key)(digest) | change)

    (entry,) = check(pack(files))

    assert entry.verdict == Verdict.BROKEN


def test_an_archive_without_a_signature_has_none(check, pack):
    (entry,) = check(pack(unsigned()))

    assert entry.verdict == Verdict.NONE


def test_a_manifest_that_is_hashed_only_has_no_signature(check, pack):
    (entry,) = check(pack(with_signature(unsigned(), lambda digest: None)))

    assert entry.verdict == Verdict.NONE


def test_a_domain_and_a_time_that_lead_to_trusted_roots_are_good(check, archive, authority, root):
    entries = check(archive(), trusted=(root.pem + authority.root.pem).decode())

    assert [(e.scheme, e.verdict) for e in entries] == [("wacz", "good"), ("rfc3161", "good")]
    assert entries[0].signer == DOMAIN
    assert entries[0].signed_at == "2026-11-24T02:03:00Z"


@pytest.mark.parametrize("whom", ["domain", "time", "nobody"])
def test_a_domain_or_a_time_that_nobody_knows_is_untrusted(check, archive, authority, root, whom):
    known = {"domain": root.pem, "time": authority.root.pem, "nobody": b""}[whom]

    entries = check(archive(), trusted=known.decode())

    assert entries[0].verdict == Verdict.UNTRUSTED
    assert entries[1].verdict == (Verdict.GOOD if whom == "time" else Verdict.UNTRUSTED)


@pytest.mark.parametrize(
    "lie",
    [
        {"created": AT.replace(year=2025)},
        {"stamped": "another signature"},
        {"domain": "court.example.org"},
    ],
    ids=["time", "stamp", "domain"],
)
def test_a_domain_that_lies_is_broken(check, archive, authority, root, lie):
    entries = check(archive(**lie), trusted=(root.pem + authority.root.pem).decode())

    assert entries[0].verdict == Verdict.BROKEN


def test_a_domain_without_a_time_stamp_is_untrusted(check, pack, server, authority, root):
    def signed(digest):
        return by_domain(server, authority, root)(digest) | {"timeSignature": ""}

    (entry,) = check(pack(with_signature(unsigned(), signed)), trusted=root.pem.decode())

    assert entry.verdict == Verdict.UNTRUSTED
