"""A time stamp holds for the bytes it is of, and by whom it is trusted to be told."""

import hashlib

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given
from hypothesis import strategies as st

from authority import Authority, Certified, make_key
from dadkhah.derivation.findings import Verdict
from dadkhah.derivation.provenance.time_tokens import read_token
from dadkhah.derivation.provenance.token_signature import is_signed_by, parts

FILE = b"a decree"


@pytest.fixture(scope="module")
def authority():
    return Authority()


def stamp(authority, content=FILE, hashed="sha256"):
    return authority.stamp(hashlib.new(hashed, content).digest(), hashed=hashed)


@pytest.mark.parametrize("hashed", ["sha256", "sha384", "sha512"])
def test_a_stamp_by_an_authority_that_is_trusted_is_good(check, pack, authority, hashed):
    files = {"a.pdf": FILE, "a.pdf.tsr": stamp(authority, hashed=hashed)}

    (entry,) = check(pack(files), trusted=authority.root.pem.decode())

    assert (entry.scheme, entry.verdict) == ("rfc3161", Verdict.GOOD)
    assert entry.signed_at == "2026-11-24T02:03:00Z"
    assert entry.signer == "CN=A stamping authority"


def test_nobody_is_trusted_by_default(check, pack, authority):
    (entry,) = check(pack({"a.pdf": FILE, "a.pdf.tsr": stamp(authority)}))

    assert entry.verdict == Verdict.UNTRUSTED


def test_an_authority_under_another_root_is_untrusted(check, pack, authority):
    files = {"a.pdf": FILE, "a.pdf.tsr": stamp(authority)}

    (entry,) = check(pack(files), trusted=Authority().root.pem.decode())

    assert entry.verdict == Verdict.UNTRUSTED


def test_a_stamp_of_another_file_is_broken(check, pack, authority):
    files = {"a.pdf": b"changed", "a.pdf.tsr": stamp(authority)}

    (entry,) = check(pack(files), trusted=authority.root.pem.decode())

    assert entry.verdict == Verdict.BROKEN
    assert hashlib.sha256(FILE).hexdigest() in entry.detail


def test_a_stamp_of_nothing_in_the_package_is_broken(check, pack, authority):
    (entry,) = check(pack({"a.pdf": b"changed", "timestamp_token_tsa": stamp(authority)}))

    assert entry.verdict == Verdict.BROKEN


def test_a_signature_that_was_changed_is_broken(check, pack, authority):
    token = bytearray(stamp(authority))
    token[-3] ^= 1

    (entry,) = check(pack({"a.pdf": FILE, "a.pdf.tsr": bytes(token)}))

    assert entry.verdict == Verdict.BROKEN


def test_a_time_that_was_changed_is_broken(check, pack, authority):
    token = stamp(authority).replace(b"20261124", b"20201124")

    (entry,) = check(pack({"a.pdf": FILE, "a.pdf.tsr": token}))

    assert entry.verdict == Verdict.BROKEN


def test_a_forger_who_sends_the_certificate_of_an_authority_is_broken(check, pack, authority):
    forger = Authority(
        root=authority.root, signer=Certified(authority.signer.certificate, make_key("P-256"))
    )

    (entry,) = check(
        pack({"a.pdf": FILE, "a.pdf.tsr": stamp(forger)}), trusted=authority.root.pem.decode()
    )

    assert entry.verdict == Verdict.BROKEN


@pytest.mark.parametrize("kind", ["rsa", "P-384"])
def test_stamps_are_signed_in_several_ways(check, pack, kind):
    root = Certified.make("A root", ca=True, kind=kind)
    authority = Authority(root=root, signer=Certified.make("A TSA", root, kind=kind))

    (entry,) = check(
        pack({"a.pdf": FILE, "a.pdf.tsr": stamp(authority)}), trusted=root.pem.decode()
    )

    assert entry.verdict == Verdict.GOOD


def test_a_stamp_signed_with_pss_is_checked_but_no_chain_is_followed(check, pack):
    root = Certified.make("A root", ca=True)
    authority = Authority(root=root, signer=Certified.make("A TSA", root, kind="rsa"), pss=True)

    (entry,) = check(
        pack({"a.pdf": FILE, "a.pdf.tsr": stamp(authority)}), trusted=root.pem.decode()
    )

    assert entry.verdict == Verdict.UNTRUSTED


def test_a_certificate_for_other_uses_stamps_nothing(check, pack):
    root = Certified.make("A root", ca=True)
    signer = Certified.make("A server", root, usage=ExtendedKeyUsageOID.SERVER_AUTH)

    token = stamp(Authority(root=root, signer=signer))
    (entry,) = check(pack({"a.pdf": FILE, "a.pdf.tsr": token}), trusted=root.pem.decode())

    assert entry.verdict == Verdict.BROKEN


def test_a_stamp_without_its_certificate_cannot_be_checked(check, pack, authority):
    bare = Authority(root=authority.root, signer=authority.signer, sent=())

    (entry,) = check(pack({"a.pdf": FILE, "a.pdf.tsr": stamp(bare)}))

    assert entry.verdict == Verdict.UNTRUSTED
    assert "not checked" in entry.detail


def test_a_stamp_over_a_list_of_hashes_says_which_files_are_here(check, pack, authority):
    """auto-archiver stamps one text with the hashes of all files of an item."""
    digests = [hashlib.sha256(FILE).hexdigest(), hashlib.sha256(b"lost").hexdigest()]
    listed = "\n".join(digests).encode()
    files = {"a.pdf": FILE, "hashes.txt": listed, "timestamp_token_tsa": stamp(authority, listed)}

    (entry,) = check(pack(files), trusted=authority.root.pem.decode())

    assert entry.verdict == Verdict.GOOD
    assert "a list of 2 files, 1 of them here as listed" in entry.detail


def test_a_bare_token_is_read_as_a_response_is(check, pack, authority):
    response = stamp(authority)
    _, token = parts(next(parts(response)).content)

    (entry,) = check(pack({"a.pdf": FILE, "a.pdf.tst": token.whole}))

    assert entry.verdict == Verdict.UNTRUSTED


def test_a_stamp_alone_tells_what_it_is_of(check, authority):
    (entry,) = check(stamp(authority))

    assert entry.verdict == Verdict.UNTRUSTED
    assert hashlib.sha256(FILE).hexdigest() in entry.detail


@pytest.mark.parametrize("content", [b"", b"0", b"0\x82\x00\x02ab", b"0\x03\x02\x01\x02"])
def test_what_is_no_stamp_is_broken_in_a_package_and_nothing_alone(check, pack, run, content):
    assert check(content) == ()
    run.folder = run.folder.with_name("again")

    (entry,) = check(pack({"a.pdf": FILE, "a.pdf.tsr": content}))

    assert entry.verdict == Verdict.BROKEN


@given(st.data())
def test_for_any_change_of_a_token_it_is_refused_or_not_signed(data):
    token, certificate = _TOKEN.response.time_stamp_token(), _AUTHORITY.signer.certificate
    place = data.draw(st.integers(0, len(token) - 1))
    changed = bytearray(token)
    changed[place] ^= data.draw(st.integers(1, 255))

    try:
        is_signed = is_signed_by(bytes(changed), certificate)
    except ValueError:
        return
    # What is not under the signature may change: the certificates, versions, names of hashes.
    if is_signed:
        said = hashlib.sha256(FILE).digest()
        assert said in changed
        assert b"20261124020300Z" in changed


_AUTHORITY = Authority()
_TOKEN = read_token(stamp(_AUTHORITY))


@given(st.binary(max_size=60))
def test_for_any_bytes_there_are_values_or_a_refusal(content):
    try:
        found = list(parts(content))
    except ValueError:
        return
    assert b"".join(part.whole for part in found) == content
