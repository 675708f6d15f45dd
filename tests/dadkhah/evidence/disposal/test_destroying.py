"""What two custodians dispose of is gone, and the log proves that it was here and why it went."""

import hashlib
from datetime import UTC, datetime

import pytest

from dadkhah.errors import DisposalRefused
from dadkhah.evidence.disposal import destroying
from dadkhah.evidence.disposal.destroying import Approval, dispose
from dadkhah.evidence.disposal.record import SHOWN, disposals_in
from dadkhah.evidence.fixity import check_vault, kept_entries
from dadkhah.evidence.replicas.copy_check import check_copy
from dadkhah.evidence.replicas.copying import copy_vault
from dadkhah.evidence.replicas.folder_store import FolderStore
from dadkhah.evidence.vault import Vault

AT = datetime(2026, 11, 25, tzinfo=UTC)
REASON = "the consent of S-1 was withdrawn"


@pytest.fixture
def filled(opened):
    """Two objects came in one batch; the first of them came a second time."""
    x = opened.file("x", b"one")
    opened.receive(x, opened.file("y", b"two"), reception="1")
    opened.receive(x, reception="2", source="S-2")
    return opened


@pytest.fixture
def unwanted(filled):
    return name_of(filled, "x")


def name_of(opened, path):
    found = (kept.fields for kept in kept_entries(opened.vault, opened.identity))
    return next(fields["object"] for fields in found if fields.get("path") == path)


def approvals(opened):
    return [Approval("first", opened.identity), Approval("second", opened.identity)]


def disposed(opened, name, **options):
    given = {"reason": REASON, "approvals": approvals(opened), **options}
    return dispose(opened.vault, name, actor="U-1", at=AT, **given)


def check(opened, *, with_key=False, vault=None):
    key = opened.identity if with_key else None
    return check_vault(vault or opened.vault, identity=key, workers=1)


def codes(opened, **options):
    return {fault.code for fault in check(opened, **options).faults}


def test_a_check_says_by_which_entry_and_why_an_object_is_gone(filled, unwanted):
    disposal = disposed(filled, unwanted)

    for with_key in (False, True):
        report = check(filled, with_key=with_key)
        assert report.is_sound
        assert report.disposed == (disposal,)
    assert not filled.vault.objects.path(unwanted).exists()
    assert str(disposal) == (
        f"disposed of by entry {disposal.entry} of log {filled.vault.device[:8]}: {REASON}"
    )


def test_everything_disclosed_of_its_receptions_is_gone_and_of_others_is_not(filled, unwanted):
    disposed(filled, unwanted)

    kept = [one.fields for one in kept_entries(filled.vault, filled.identity)]
    assert [fields["path"] for fields in kept if fields.get("type") == "receive"] == ["y"]
    assert b"one" not in b"".join(
        path.read_bytes() for path in filled.vault.folder.rglob("*") if path.is_file()
    )


def test_leaf_root_and_earlier_heads_stay(filled, unwanted):
    log = filled.vault.log()
    leaves, head = list(log.leaf_hashes()), filled.vault.head()

    disposed(filled, unwanted)

    after = filled.vault.log()
    assert list(after.leaf_hashes(0, head.size)) == leaves
    assert after.root_at(head.size) == head.root


def test_the_entry_names_both_custodians_to_who_has_a_key_and_to_nobody_else(filled, unwanted):
    disposal = disposed(filled, unwanted)

    (fields,) = [
        one.fields
        for one in kept_entries(filled.vault, filled.identity)
        if one.fields.get("type") == "dispose"
    ]
    assert (fields["first"], fields["second"], fields["actor"]) == ("first", "second", "U-1")
    assert fields["entries"].count("/") == 2
    manifests = filled.vault.kept(filled.vault.device).manifests
    opened = (manifests / f"{disposal.entry}.disposal").read_text()
    assert len(opened.splitlines()) == 4


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"reason": " "}, "reason"),
        ({"approvals": "one"}, "two"),
        ({"name": "0" * 64}, "holds no object"),
    ],
)
def test_a_disposal_needs_two_custodians_a_reason_and_an_object(filled, unwanted, change, why):
    options = dict(change)
    name = options.pop("name", unwanted)
    if options.get("approvals"):
        options["approvals"] = [Approval("first", filled.identity)] * 2
    size = filled.vault.head().size

    with pytest.raises(DisposalRefused, match=f"(?i){why}"):
        disposed(filled, name, **options)

    assert filled.vault.head().size == size
    assert filled.vault.objects.path(unwanted).exists()


class Killed(BaseException):
    """The process ends here."""


def test_a_disposal_that_was_cut_off_shows_and_is_finished_by_the_same_command(
    filled, unwanted, monkeypatch
):
    def die(*_):
        raise Killed

    monkeypatch.setattr(destroying, "_destroy", die)
    with pytest.raises(Killed):
        disposed(filled, unwanted)
    monkeypatch.undo()
    assert codes(filled) == {"object-undestroyed"}
    size = filled.vault.head().size

    for _ in range(2):
        disposed(filled, unwanted, reason="")

    assert check(filled, with_key=True).is_sound
    assert filled.vault.head().size == size
    assert paths(filled) == ["y"]


def paths(opened):
    found = (kept.fields for kept in kept_entries(opened.vault, opened.identity))
    return [fields["path"] for fields in found if "path" in fields]


def test_before_the_entry_is_durable_nothing_is_destroyed(filled, unwanted, monkeypatch):
    def die(*_, **__):
        raise Killed

    monkeypatch.setattr(Vault, "note_all", die)
    with pytest.raises(Killed):
        disposed(filled, unwanted)

    assert check(filled, with_key=True).is_sound
    assert paths(filled) == ["x", "y", "x"]


def test_the_same_bytes_are_stored_anew_when_they_come_again(filled, unwanted):
    disposed(filled, unwanted)

    ((again,), _) = filled.receive(filled.evidence / "x", reception="3")

    assert again.was_new
    assert again.object_name != unwanted
    assert check(filled, with_key=True).is_sound


@pytest.mark.parametrize("workers", [1, 2])
def test_a_device_that_did_not_hear_of_a_disposal_stores_anew_too(filled, unwanted, workers):
    filled.vault.objects.path(unwanted).unlink()

    (again, other), _ = filled.receive(
        filled.file("x", b"one"), filled.file("x2", b"one"), reception="3", workers=workers
    )

    assert again.object_name == other.object_name != unwanted
    assert filled.vault.objects.path(again.object_name).exists()


def test_a_removed_or_altered_disposal_explains_nothing(filled, unwanted):
    disposal = disposed(filled, unwanted)
    path = filled.vault.kept(filled.vault.device).manifests / f"{disposal.entry}.disposal"
    shown = path.read_text()
    for content in ("", "\xff", shown[5:], shown.splitlines()[1], shown.replace("\n", "\n\n", 1)):
        path.write_bytes(content.encode("latin-1"))
        if content != shown.replace("\n", "\n\n", 1):
            assert "object-missing" in codes(filled)
    path.rename(path.with_name("one.disposal"))
    assert "object-missing" in codes(filled)
    path.with_name("999.disposal").write_text(shown)
    assert "object-missing" in codes(filled)


def test_disclosures_that_were_taken_out_without_a_disposal_show_with_a_key(filled, unwanted):
    private = filled.vault.folder / "private" / filled.vault.device / "2-4.jsonl.age"
    disposed(filled, unwanted)
    without = private.read_bytes()
    other = name_of(filled, "y")
    assert codes(filled, with_key=True) == set()

    disposed(filled, other)
    private.write_bytes(without)

    assert codes(filled, with_key=True) == set()  # what any disposal left may lie there
    rewrite = destroying.encrypt(
        destroying.private_lines([(2, ()), (3, ()), (4, ())]),
        destroying.recipient_key(filled.vault.recipient),
    )
    private.write_bytes(rewrite)
    assert codes(filled, with_key=True) == {"private-changed"}


@pytest.fixture
def near(tmp_path):
    return FolderStore(tmp_path / "stick" / "vault")


def test_a_copy_keeps_what_was_disposed_of_until_it_is_told(filled, unwanted, near):
    copy_vault(filled.vault, near, workers=1)
    disposed(filled, unwanted)

    report = copy_vault(filled.vault, near, workers=1)

    assert report.removed == 0
    assert len(report.notes) == 2  # the disclosures of the two batches
    there = check_copy(filled.vault, near, workers=1)
    assert there.is_sound
    assert there.undestroyed == (unwanted,)

    report = copy_vault(filled.vault, near, workers=1, with_disposals=True)

    assert (report.removed, report.notes) == (1, ())
    assert check_copy(filled.vault, near, workers=1).undestroyed == ()
    copy = Vault.open(near.root.parent)
    assert check(filled, vault=copy, with_key=True).is_sound
    assert copy_vault(filled.vault, near, workers=1, with_disposals=True).removed == 0


def test_only_disclosures_that_a_disposal_left_replace_those_of_a_copy(filled, unwanted, near):
    copy_vault(filled.vault, near, workers=1)
    disposal = disposed(filled, unwanted)
    (first, _), (second, _) = disposal.kept
    (filled.vault.folder / first).write_bytes(b"damaged here")
    (filled.vault.folder / second).unlink()
    before = {name: near.digest(name) for name in (first, second)}

    copy_vault(filled.vault, near, workers=1, with_disposals=True)

    assert {name: near.digest(name) for name in (first, second)} == before


def test_a_copy_made_after_a_disposal_never_gets_the_object(filled, unwanted, near):
    disposed(filled, unwanted)

    assert copy_vault(filled.vault, near, workers=1).objects == 1
    assert check_copy(filled.vault, near, workers=1).is_sound


def test_a_second_device_does_not_bring_back_what_the_copy_knows_as_disposed(
    filled, unwanted, near, tmp_path
):
    elsewhere = FolderStore(tmp_path / "second" / "vault")
    copy_vault(filled.vault, elsewhere, workers=1)
    second = Vault.open(tmp_path / "second")
    second.start_device()
    disposed(filled, unwanted)
    copy_vault(filled.vault, near, workers=1)

    report = copy_vault(second, near, workers=1)

    assert (report.objects, near.size(f"objects/{unwanted[:2]}/{unwanted[2:]}")) == (0, None)


def test_what_was_never_acknowledged_is_no_disposal(filled, unwanted):
    manifests = filled.vault.kept(filled.vault.device).manifests
    disposal = disposed(filled, unwanted)
    shown = (manifests / f"{disposal.entry}.disposal").read_bytes()
    (manifests / "90.disposal").write_bytes(shown)

    filled.receive(filled.file("later", b"four"), reception="4")

    assert not (manifests / "90.disposal").exists()
    assert set(disposals_in(filled.vault.folder, filled.vault.devices())) == {unwanted}
    assert hashlib.sha256(b"").hexdigest() not in unwanted


def test_a_disposal_moves_nothing_but_disclosures_whatever_a_log_names(filled, unwanted):
    victim = filled.vault.folder / "vault.json"
    before = victim.read_bytes()
    digest = hashlib.sha256(b"other").hexdigest()
    victim.with_name(f"vault.json{destroying.PREPARED}").write_bytes(b"other")
    fields = {"type": "dispose", "object": unwanted, "reason": REASON}
    kept = f"{digest}  vault.json\n{digest}  private/../vault.json\n{digest}  ../vault/vault.json"
    with filled.vault.undisturbed():
        filled.vault.note_all([fields | {"kept": kept}], at=AT, shown=SHOWN, written=[])
    disposal = disposed(filled, unwanted)

    assert disposal.kept == ()
    assert victim.read_bytes() == before
