"""A vault is made once, opened by anybody, and says what is wrong with it."""

import json
from datetime import UTC, datetime

import pytest

from dadkhah.errors import DeviceKeyMissing, VaultExists, VaultMissing, VaultNotReadable
from dadkhah.evidence.custody.custody_log import CustodyLog
from dadkhah.evidence.custody.entry import disclosed_fields
from dadkhah.evidence.vault import NotReceived, Received, Vault
from dadkhah.evidence.vault import reception_batch as batch_module
from dadkhah.evidence.vault.index import ReceptionIndex

AT = datetime(2026, 11, 24, tzinfo=UTC)


def test_a_vault_is_not_made_over_another(opened):
    with pytest.raises(VaultExists):
        Vault.create(
            opened.home, custodian="x", actor="U-1", at=AT, recipient=opened.custodian.recipient
        )


def test_a_vault_is_opened_without_a_key(opened):
    vault = Vault.open(opened.home)

    assert vault.recipient == opened.identity.recipient
    assert vault.devices() == (vault.device,)
    assert vault.head().size == 2


def test_where_there_is_no_vault_it_is_said(tmp_path):
    with pytest.raises(VaultMissing, match="vault create"):
        Vault.open(tmp_path)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", json.dumps({"format": "dadkhah-vault/9", "recipient": "age1"})]
)
def test_a_description_that_is_none_is_refused(opened, text):
    (opened.vault.folder / "vault.json").write_text(text)

    with pytest.raises(VaultNotReadable, match=r"vault\.json"):
        Vault.open(opened.home)


def test_the_key_of_the_first_custodian_is_in_the_log(opened):
    shown = opened.vault.disclosures(opened.identity, opened.vault.device, 0)

    assert {one.name: one.value for one in shown} == {
        "type": "key",
        "action": "add",
        "custodian": "first",
        "actor": "U-1",
    }


def test_records_are_logged_and_their_disclosures_handed_over(opened):
    recorded = opened.vault.record([{"type": "revision"}, {"type": "note"}], at=AT)

    log = opened.vault.log(recorded.device)
    fields = [
        disclosed_fields(log.entry(entry), [one.encoded for one in disclosures])
        for entry, disclosures in zip(recorded.entries, recorded.disclosures, strict=True)
    ]
    assert fields == [{"type": "revision"}, {"type": "note"}]
    assert opened.vault.disclosures(opened.identity, recorded.device, recorded.entries[0]) == ()


def test_a_second_device_writes_a_log_of_its_own(opened):
    first = opened.vault.device
    second = opened.vault.start_device()
    ((received,), _) = opened.receive(opened.file("x", b"1"))

    assert received.device == opened.vault.device == second
    assert set(opened.vault.devices()) == {first, second}


def test_a_device_that_never_had_a_log_starts_one(opened):
    opened.home.joinpath("device").rename(opened.home / "lost")

    with pytest.raises(DeviceKeyMissing):
        _ = opened.vault.device
    assert opened.vault.start_device() in opened.vault.devices()


def test_the_head_is_kept_when_it_leaves_the_house(opened):
    kept = opened.vault.keep_head()

    assert kept.read_bytes() == opened.vault.head().signed


class PowerCut(BaseException):
    """The machine stops here."""


def stop(*_, **__):
    raise PowerCut


@pytest.mark.parametrize(
    ("where", "name"),
    [
        (ReceptionIndex, "begin"),
        (batch_module.ObjectStore, "place"),
        (batch_module.KeptBatches, "write"),
        (CustodyLog, "append"),
        (ReceptionIndex, "confirm"),
    ],
)
def test_at_whatever_step_a_batch_is_cut_the_next_run_settles_it(opened, monkeypatch, where, name):
    opened.file("x", b"one")
    opened.file("y", b"two")
    with monkeypatch.context() as patched:
        patched.setattr(where, name, stop)
        with pytest.raises(PowerCut):
            opened.receive()

    received, _ = opened.receive()

    assert len(received) == len(opened.objects()) == 2
    assert {one.was_resumed for one in received} == {name == "confirm"}
    assert [opened.read(one) for one in received] == [b"one", b"two"]
    ranges = opened.vault.kept(opened.vault.device).private_ranges()
    assert ranges == [(0, 1), (2, 4)]


def test_files_of_a_batch_that_was_never_acknowledged_are_replaced(opened):
    kept = opened.vault.kept(opened.vault.device)
    for path in (kept.private / "2-9.jsonl.age", kept.manifests / "9.sha256"):
        path.write_bytes(b"left")

    opened.receive(opened.file("x", b"1"))

    assert kept.private_ranges() == [(0, 1), (2, 3)]
    assert kept.manifest_positions() == [1, 3]


def test_a_lost_index_is_rebuilt_and_the_same_bytes_are_known_again(opened):
    ((one,), _) = opened.receive(opened.file("x", b"1"))
    (opened.home / "device" / "index.db").unlink()

    assert opened.vault.rebuild_index(iter([(one.sha256, one.object_name)])) == 1
    ((two,), _) = opened.receive(reception="again")

    assert (two.object_name, two.was_new) == (one.object_name, False)


def test_the_index_names_no_file_and_no_hash(opened):
    ((one,), _) = opened.receive(opened.file("a-telling-name", b"1"))

    stored = b"".join(
        path.read_bytes() for path in (opened.home / "device").iterdir() if path.is_file()
    )
    assert bytes.fromhex(one.object_name) in stored
    assert bytes.fromhex(one.sha256) not in stored
    assert b"a-telling-name" not in stored


def test_kept_lines_that_are_no_disclosures_are_named(opened):
    kept = opened.vault.kept(opened.vault.device)
    path = kept.private / "0-1.jsonl.age"
    from dadkhah.evidence.vault.age_file import encrypt  # noqa: PLC0415
    from dadkhah.evidence.vault.identity import recipient_key  # noqa: PLC0415

    path.write_bytes(encrypt(b"{}\n", recipient_key(opened.vault.recipient)))

    with pytest.raises(VaultNotReadable, match="no disclosure"):
        opened.vault.disclosures(opened.identity, opened.vault.device, 0)


def test_outcomes_are_received_or_not(opened):
    opened.file("x", b"1")
    (opened.evidence / "y").symlink_to("x")

    assert [type(one) for one in opened.outcomes()] == [Received, NotReceived]
