"""Credentials are checked behind the walls, and what carries none has no entry."""

import io
import zipfile
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pysequoia import SignatureMode, Tsk, sign
from tests.dadkhah.derivation.provenance.test_block_proofs import IN_BLOCK, proof
from tests.dadkhah.derivation.provenance.test_signed_notes import Signer
from tests.dadkhah.derivation.provenance.test_time_tokens import stamp

from authority import Authority
from dadkhah.derivation.findings import Verdict, read_findings
from dadkhah.derivation.outcome import Done
from dadkhah.derivation.provenance import credentials, packages
from dadkhah.derivation.provenance.trusted import Trusted, trusted_in
from dadkhah.derivation.tasks import TASKS

FILE = b"a decree"
STARTS = [b"", b"0\x40\x30", b"-----BEGIN PGP SIGNATURE-----\n\n", b"\0OpenTimestamps\0", b"{}"]


def everything(pack):
    key = Tsk.generate("device")
    return pack(
        {
            "a.pdf": FILE,
            "a.pdf.asc": sign(key.signer(), FILE, mode=SignatureMode.DETACHED),
            "pubkey.asc": str(key.extract_certificate()),
            "a.pdf.tsr": stamp(Authority()),
            "a.pdf.ots": proof(IN_BLOCK),
            "log/checkpoint": Signer().note(),
        }
    )


def test_each_credential_of_a_package_has_its_entry_behind_the_walls(check, pack):
    entries = check(everything(pack), TASKS["credentials"].limits)

    assert [(entry.scheme, entry.verdict) for entry in entries] == [
        ("openpgp", "untrusted"),
        ("rfc3161", "untrusted"),
        ("opentimestamps", "untrusted"),
        ("signed-note", "untrusted"),
    ]
    times = [entry.signed_at for entry in entries if entry.signed_at]
    assert all(datetime.fromisoformat(time) for time in times)


@pytest.mark.parametrize("content", [b"", b"a text", b"0,1,2\n", b"PK broken", b"PK\x03\x04" * 9])
def test_what_carries_nothing_has_no_entry(check, content):
    assert check(content) == ()


def test_a_zip_without_credentials_has_none(check, pack):
    assert check(pack({"a.txt": "a", "b/c.jpg": "b"})) == ()


def test_a_file_that_stands_twice_is_checked_neither_time(check, pack):
    packed = io.BytesIO(everything(pack))
    with pytest.warns(UserWarning), zipfile.ZipFile(packed, "a") as file:
        file.writestr("a.pdf", b"another")

    entries = check(packed.getvalue())

    assert {entry.verdict for entry in entries if entry.scheme == "rfc3161"} == {Verdict.BROKEN}


def test_a_signature_over_a_bomb_is_not_checked(check, pack):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.bin", bytes(60_000_000))
        key = Tsk.generate("device")
        file.writestr("a.bin.asc", sign(key.signer(), b"", mode=SignatureMode.DETACHED))
    assert len(packed.getvalue()) < 100_000

    (entry,) = check(packed.getvalue())

    assert entry.verdict in {Verdict.BROKEN, Verdict.UNTRUSTED}


def test_more_credentials_than_are_checked_are_counted(run, pack, monkeypatch):
    monkeypatch.setattr(packages, "MOST", 2)

    outcome = run("credentials", everything(pack))

    assert isinstance(outcome, Done)
    (notice,) = read_findings(outcome.answer).notices
    assert notice.code == "credentials-left"
    assert notice.text.startswith("3 more")


def test_whom_the_house_trusts_is_one_text():
    vkey = Signer().vkey
    root, key = Authority().root.pem.decode(), str(Tsk.generate("a").extract_certificate())

    assert trusted_in({"trusted": f"ours:\n{root}\n{vkey}\n{key}"}) == Trusted(
        (root.strip(),), (), (key.strip(),), (vkey,)
    )
    assert trusted_in({}) == Trusted()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from(["a.pdf.asc", "a.pdf.tsr", "a.pdf.ots", "checkpoint", "datapackage.json"]),
    content=st.binary(max_size=80),
    start=st.sampled_from(
        [
            b"",
            b"\x30\x40\x30",
            b"-----BEGIN PGP SIGNATURE-----\n\n",
            b"\x00OpenTimestamps\x00",
            b"{}",
        ]
    ),
)
def test_for_any_bytes_no_check_says_more_than_broken(tmp_path_factory, pack, name, content, start):
    folder = tmp_path_factory.mktemp("any")
    files = {"a.pdf": FILE, name: start + content, "datapackage-digest.json": start + content}
    for packed in (pack(files), start + content):
        (folder / "source").write_bytes(packed)
        answer = read_findings(credentials.derive(folder / "source", folder, {}))
        assert {entry.verdict for entry in answer.provenance} <= {Verdict.BROKEN, Verdict.NONE}
