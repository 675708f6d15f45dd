"""A time stamp is of this head, by this authority, or nothing."""

import shutil
import subprocess
from hashlib import sha256, sha384

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given
from hypothesis import strategies as st

from authority import AT, Authority, Certified, der, integer, sequence
from dadkhah.errors import AnchorNotValid
from dadkhah.evidence.anchors.time_stamp import check_stamp, stamp_request

HEAD = b"dadkhah.local/1\n5\nroot\n\n\xe2\x80\x94 signed\n"
DIGEST = sha256(HEAD).digest()


@pytest.fixture(scope="module")
def authority():
    return Authority()


def roots(authority):
    return [authority.root.certificate]


@pytest.mark.parametrize(
    ("kind", "digest"), [("P-256", "sha256"), ("P-384", "sha384"), ("rsa", "sha512")]
)
def test_a_stamp_says_when_and_who(kind, digest):
    root = Certified.make("A root", ca=True, kind=kind)
    signer = Certified.make("A stamping authority", root, kind=kind)
    authority = Authority(root, signer, digest=digest)
    request = stamp_request(HEAD)
    stamp = check_stamp(authority.answer(request.content), HEAD, roots(authority),
                        nonce=request.nonce)  # fmt: skip

    assert (stamp.time, stamp.authority, stamp.serial) == (AT, "CN=A stamping authority", 77)


def test_two_requests_for_one_head_have_different_nonces():
    assert stamp_request(HEAD).nonce != stamp_request(HEAD).nonce


def test_a_stamp_of_another_head_is_refused(authority):
    answer = authority.stamp(sha256(b"another").digest())
    with pytest.raises(AnchorNotValid, match="something else than this head"):
        check_stamp(answer, HEAD, roots(authority))


def test_a_stamp_over_another_hash_function_is_refused(authority):
    answer = authority.stamp(sha384(HEAD).digest(), hashed="sha384")
    with pytest.raises(AnchorNotValid, match="not over a SHA-256"):
        check_stamp(answer, HEAD, roots(authority))


def test_an_old_answer_is_not_the_answer_to_this_request(authority):
    with pytest.raises(AnchorNotValid, match="Nonce"):
        check_stamp(authority.stamp(DIGEST, nonce=1), HEAD, roots(authority), nonce=2)


def test_the_stamp_of_another_authority_is_refused(authority):
    with pytest.raises(AnchorNotValid, match="does not hold"):
        check_stamp(Authority().stamp(DIGEST), HEAD, roots(authority))


def test_a_stamp_whose_certificate_was_exchanged_is_refused(authority):
    twin = Certified.make("A stamping authority", authority.root)
    exchanged = Authority(authority.root, authority.signer, sent=(twin,))
    with pytest.raises(AnchorNotValid):
        check_stamp(exchanged.stamp(DIGEST), HEAD, roots(authority))


def test_a_stamp_without_any_certificate_is_refused(authority):
    bare = Authority(authority.root, authority.signer, sent=())
    with pytest.raises(AnchorNotValid):
        check_stamp(bare.stamp(DIGEST), HEAD, roots(authority))


@pytest.mark.parametrize("changes", [
    {"usage": ExtendedKeyUsageOID.CODE_SIGNING}, {"usage": None}, {"critical": False},
    {"ends": AT.replace(month=2)},
])  # fmt: skip
def test_a_certificate_that_is_not_for_stamps_or_had_ended_is_refused(authority, changes):
    signer = Certified.make("Somebody", authority.root, **changes)
    with pytest.raises(AnchorNotValid):
        check_stamp(Authority(authority.root, signer).stamp(DIGEST), HEAD, roots(authority))


def test_a_certificate_that_ended_after_the_stamp_does_no_harm(authority):
    signer = Certified.make("Somebody", authority.root, ends=AT.replace(month=12))

    assert check_stamp(Authority(authority.root, signer).stamp(DIGEST), HEAD, roots(authority))


def test_a_refusal_says_what_the_authority_said(authority):
    said = der(0x30, der(0x0C, b"not today"))
    with pytest.raises(AnchorNotValid, match="status 2: not today"):
        check_stamp(sequence(sequence(integer(2), said)), HEAD, roots(authority))
    with pytest.raises(AnchorNotValid, match="without a reason"):
        check_stamp(sequence(sequence(integer(2))), HEAD, roots(authority))


def test_granted_without_a_stamp_is_no_stamp(authority):
    with pytest.raises(AnchorNotValid, match="no time stamp"):
        check_stamp(sequence(sequence(integer(0))), HEAD, roots(authority))


def test_without_roots_nothing_holds(authority):
    with pytest.raises(AnchorNotValid):
        check_stamp(authority.stamp(DIGEST), HEAD, [])


@given(st.data())
def test_for_any_byte_changed_a_stamp_does_not_hold_or_says_the_same(data):
    answer = bytearray(_STAMP)
    answer[data.draw(st.integers(0, len(answer) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        stamp = check_stamp(bytes(answer), HEAD, roots(_SHARED))
    except AnchorNotValid:
        return
    assert (stamp.time, stamp.authority) == (AT, "CN=A stamping authority")


@given(st.binary(max_size=300))
def test_for_any_bytes_what_is_no_stamp_is_refused(content):
    with pytest.raises(AnchorNotValid):
        check_stamp(content, HEAD, roots(_SHARED))


@pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl")
@pytest.mark.parametrize("wrong", [False, True])
def test_openssl_is_of_the_same_opinion(authority, tmp_path, wrong):
    (tmp_path / "head").write_bytes(HEAD)
    (tmp_path / "root").write_bytes((Authority() if wrong else authority).root.pem)
    (tmp_path / "tsr").write_bytes(authority.stamp(DIGEST))
    command = ["openssl", "ts", "-verify", "-data", "head", "-in", "tsr", "-CAfile", "root",
               "-attime", str(int(AT.timestamp()))]  # fmt: skip
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (said.returncode == 0, "Verification: OK" in said.stdout + said.stderr) == (
        not wrong,
        not wrong,
    ), said.stderr


_SHARED = Authority()
_STAMP = _SHARED.stamp(DIGEST)
