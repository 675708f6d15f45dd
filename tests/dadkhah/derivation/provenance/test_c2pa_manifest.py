"""A C2PA manifest tells how a file was made, and holds for these bytes or does not."""

import hashlib
import io
import json

import c2pa
import pytest
from PIL import Image
from tests.dadkhah.derivation.provenance.certified import make_root, make_signer

from dadkhah.derivation.findings import Verdict, read_findings
from dadkhah.derivation.outcome import Limits
from dadkhah.derivation.provenance import c2pa_manifest

SHOT = {
    "action": "c2pa.created",
    "when": "2026-02-03T04:05:06Z",
    "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
}


@pytest.fixture(scope="module")
def root():
    return make_root()


@pytest.fixture(scope="module")
def camera(root):
    return make_signer(root)


def photograph(colour="red"):
    file = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(file, "JPEG")
    return file.getvalue()


def signed(signer, picture=None, *, remote=""):
    actions = {
        "label": "c2pa.actions.v2",
        "data": {"actions": [SHOT]},
    }
    manifest = {
        "claim_generator_info": [{"name": "test camera", "version": "1"}],
        "assertions": [actions],
    }
    info = c2pa.C2paSignerInfo(b"es256", signer.pem, signer.private, None)
    out = io.BytesIO()
    with c2pa.Signer.from_info(info) as own, c2pa.Builder(manifest) as builder:
        if remote:
            builder.set_no_embed()
            builder.set_remote_url(remote)
        builder.sign(own, "image/jpeg", io.BytesIO(picture or photograph()), out)
    return out.getvalue()


def test_a_manifest_whose_signer_leads_to_a_trusted_root_is_good(check, root, camera):
    (entry,) = check(signed(camera), trusted=root.pem.decode())

    assert (entry.scheme, entry.verdict) == ("c2pa", Verdict.GOOD)
    assert entry.signer == "Camera, Made for a test"


def test_a_manifest_tells_the_program_and_what_was_done(check, camera):
    (entry,) = check(signed(camera))

    assert "made by test camera 1" in entry.detail
    assert "actions: c2pa.created 2026-02-03T04:05:06Z" in entry.detail
    assert "made from: nothing else" in entry.detail


def test_nobody_is_trusted_by_default(check, camera):
    (entry,) = check(signed(camera))

    assert entry.verdict == Verdict.UNTRUSTED


def test_a_signer_under_another_root_is_untrusted(check, camera):
    (entry,) = check(signed(camera), trusted=make_root().pem.decode())

    assert entry.verdict == Verdict.UNTRUSTED


def test_a_picture_that_was_changed_is_broken(check, root, camera):
    content = bytearray(signed(camera))
    content[-8] ^= 1

    (entry,) = check(bytes(content), trusted=root.pem.decode())

    assert entry.verdict == Verdict.BROKEN
    assert "assertion.dataHash.mismatch" in entry.detail


def test_the_manifest_of_another_picture_is_broken(check, root, camera):
    content, other = signed(camera), photograph("blue")
    # The manifest lies in APP11 segments after the first marker; the picture follows.
    end = 2
    while content[end : end + 2] == b"\xff\xeb" or content[end : end + 2] == b"\xff\xe0":
        end += 2 + int.from_bytes(content[end + 2 : end + 4], "big")

    (entry,) = check(content[:end] + other[20:], trusted=root.pem.decode())

    assert entry.verdict == Verdict.BROKEN


def test_a_manifest_that_was_damaged_is_broken(check, camera):
    content = signed(camera)
    place = content.index(b"c2pa.signature")

    (entry,) = check(content[: place - 40] + bytes(40) + content[place:])

    assert entry.verdict == Verdict.BROKEN


def test_a_manifest_kept_elsewhere_is_not_fetched(check, camera):
    (entry,) = check(signed(camera, remote="http://127.0.0.1:9/manifest.c2pa"))

    assert entry.verdict == Verdict.NONE
    assert "not fetched" in entry.detail


@pytest.mark.parametrize(
    "content", [photograph(), photograph()[:300], b"\xff\xd8\xff\xe0", b"%PDF-"]
)
def test_a_file_without_a_manifest_has_no_entry(check, content):
    assert check(content) == ()


def test_manifests_are_read_behind_the_walls(check, root, camera):
    (entry,) = check(signed(camera), Limits(may_start=True), trusted=root.pem.decode())

    assert entry.verdict == Verdict.GOOD


def test_the_report_of_the_library_is_kept_word_for_word(run, root, camera):
    outcome = run("credentials", signed(camera), trusted=root.pem.decode())

    assert outcome.answer["c2pa"]["validation_state"] == "Trusted"
    assert outcome.answer["trusted"] == hashlib.sha256(root.pem).hexdigest()


def edited(signer, source):
    """What a program makes that takes a picture in and signs it anew."""
    info = c2pa.C2paSignerInfo(b"es256", signer.pem, signer.private, None)
    manifest = {"claim_generator_info": [{"name": "editor", "version": "2"}]}
    parent = {"title": "first.jpg", "relationship": "parentOf"}
    out = io.BytesIO()
    with c2pa.Signer.from_info(info) as own, c2pa.Builder(manifest) as builder:
        builder.set_intent(c2pa.C2paBuilderIntent.EDIT)
        builder.add_ingredient(json.dumps(parent), "image/jpeg", io.BytesIO(source))
        builder.sign(own, "image/jpeg", io.BytesIO(source), out)
    return out.getvalue()


@pytest.mark.parametrize("is_changed", [False, True])
def test_a_good_manifest_over_a_source_that_was_changed_says_so(run, root, camera, is_changed):
    source = bytearray(signed(camera))
    source[-8] ^= is_changed

    outcome = run("credentials", edited(camera, bytes(source)), trusted=root.pem.decode())

    findings = read_findings(outcome.answer)
    (entry,) = findings.provenance
    assert entry.verdict == Verdict.GOOD
    assert "made from: first.jpg" in entry.detail
    assert ("What it was made from fails at assertion.dataHash" in entry.detail) is is_changed
    assert [n.code for n in findings.notices] == ["c2pa-source-broken"] * is_changed


def test_a_signer_whose_certificate_had_ended_is_only_untrusted():
    codes = ["signingCredential.untrusted", "timeStamp.untrusted"]

    assert c2pa_manifest._verdict("Invalid", codes) == Verdict.UNTRUSTED
    assert c2pa_manifest._verdict("Invalid", [*codes, "x.mismatch"]) == Verdict.BROKEN
    assert c2pa_manifest._verdict("anything new", []) == Verdict.BROKEN
