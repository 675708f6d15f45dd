"""What is inside an item becomes items that name it; what was read before stays."""

import io
import zipfile

import pytest
from django.utils import timezone

from dadkhah.derivation.findings import Member
from dadkhah.derivation.tasks import TASKS
from dadkhah.evidence.custody.entry import disclosed_fields
from dadkhah.evidence.tlog.merkle import leaf_hash
from dadkhah.evidence.vault import Vault
from dadkhah.records.evidence import EvidenceItem as ItemValue
from dadkhah_web.cases.roles import Role
from dadkhah_web.evidence.derivation import items_to_derive, text_of
from dadkhah_web.evidence.lineage import commitment_of
from dadkhah_web.evidence.models import Derivative, EvidenceItem
from dadkhah_web.evidence.services import site_vault
from dadkhah_web.evidence.spool import spool_folder
from dadkhah_web.exchange.work.deriving import derive_in_vault
from dadkhah_web.exchange.work.members import DEEPEST, receive_members
from dadkhah_web.exchange.work.receiving import receive_files
from dadkhah_web.exchange.work.sealing import Incoming
from dadkhah_web.exchange.work.waiting import derive_waiting
from people import access, closed, person


@pytest.fixture(scope="session")
def identity(empty_home):
    return Vault.open(empty_home).unlock(passphrase="words for these tests")  # noqa: S106


@pytest.fixture
def inside(imported, settings):
    settings.DADKHAH_HOME = imported.vault.home
    return access(person("investigator", Role.INVESTIGATOR, Role.CUSTODIAN))


def packed(**files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, one in files.items():
            archive.writestr(name, one)
    return content.getvalue()


def received(inside, tmp_path, content, name="a.zip", **about):
    (tmp_path / "arrived").write_bytes(content)
    value = ItemValue("", "S-001", "", "", "", sensitivity="restricted", credibility="3", **about)
    (one,) = receive_files(inside, [Incoming(tmp_path / "arrived", name)], value, at=timezone.now())
    return EvidenceItem.objects.get(record__code=one.code)


def test_what_is_inside_an_archive_is_sealed_with_the_source_and_secrecy_of_its_parent(
    inside, identity, tmp_path
):
    item = received(inside, tmp_path, packed(**{"one.txt": "first", "two.txt": "second"}))
    derive_in_vault(inside, item, identity)
    children = list(item.children.order_by("title"))

    assert [child.title for child in children] == ["one.txt", "two.txt"]
    assert {(child.source_id, child.sensitivity, child.relation) for child in children} == {
        (item.source_id, "restricted", "member")
    }


def test_the_entry_of_a_child_names_its_parent_by_a_commitment_that_says_nothing(
    inside, identity, tmp_path
):
    item = received(inside, tmp_path, packed(**{"one.txt": "first"}))
    derive_in_vault(inside, item, identity)
    (reception,) = item.children.get().receptions.all()
    vault = site_vault()
    content = vault.log(reception.device).entry(reception.entry)
    opened = vault.disclosures(identity, reception.device, reception.entry)
    fields = disclosed_fields(content, [one.encoded for one in opened])
    place, _, leaf = fields["parent"].partition("#")
    device, _, entry = place.partition("/")

    assert fields["parent"] == commitment_of(item)
    assert fields["relation"] == "member"
    assert leaf_hash(vault.log(device).entry(int(entry))).hex() == leaf
    assert item.sha256 not in fields["parent"]


def test_an_archive_in_an_archive_is_opened_and_each_is_looked_into_once(
    inside, identity, tmp_path
):
    inner = packed(**{"deep.txt": "words deep inside"})
    received(inside, tmp_path, packed(**{"inner.zip": inner}))
    sound, problems = derive_waiting(inside, identity)
    count = Derivative.objects.count()
    again = derive_waiting(inside, identity)

    deep = EvidenceItem.objects.get(title="deep.txt")
    assert problems == []
    assert sound >= 3
    assert deep.parent.parent.title == "a.zip"
    assert text_of(deep).pages.get().text == "words deep inside"
    assert again == (0, [])
    assert Derivative.objects.count() == count
    assert not items_to_derive(inside).exists()


def test_no_decrypted_copy_is_left_behind(inside, identity, tmp_path):
    received(inside, tmp_path, packed(**{"one.txt": "first"}))
    derive_waiting(inside, identity)

    assert [path.name for path in spool_folder().iterdir()] == ["lock"]


def test_archives_within_archives_end_somewhere(inside, identity, tmp_path):
    content = packed(**{"end.txt": "x"})
    for _ in range(DEEPEST + 1):
        content = packed(**{"next.zip": content})
    received(inside, tmp_path, content)
    _sound, problems = derive_waiting(inside, identity)

    assert not EvidenceItem.objects.filter(title="end.txt").exists()
    assert len(problems) == 1
    assert "archives deep" in problems[0]


def test_a_file_inside_that_is_not_there_is_not_taken(inside, tmp_path):
    item = received(inside, tmp_path, packed(**{"one.txt": "first"}))
    (tmp_path / "link").symlink_to("/etc/hostname")
    members = [Member("nothing", "a"), Member("link", "b")]

    assert receive_members(inside, item, members, tmp_path).codes == ()


def test_what_was_inside_a_closed_item_is_closed_with_it(inside, identity, tmp_path):
    item = received(inside, tmp_path, packed(**{"one.txt": "first", "in.zip": packed(a="b")}))
    derive_waiting(inside, identity)
    closed("One", f"item/{item.record.code}")
    outside = access(person("outside", Role.INVESTIGATOR))

    assert not outside.records("item").filter(evidenceitem__parent__isnull=False).exists()


def test_a_newer_tool_reads_again_and_what_the_older_one_read_stays(
    inside, identity, tmp_path, monkeypatch
):
    item = received(inside, tmp_path, b"words", "a.txt")
    assert derive_in_vault(inside, item, identity).made == ()
    monkeypatch.setattr("dadkhah.derivation.tasks.version", lambda _name: "99.0")
    (newer,) = derive_in_vault(inside, item, identity).made

    assert text_of(item) == newer
    assert item.derivatives.count() == 2
    assert newer.tool == TASKS["plain-text"].tool_version


def test_a_correction_by_a_person_is_read_before_what_machines_read_later(
    inside, identity, tmp_path, monkeypatch
):
    item = received(inside, tmp_path, b"words", "a.txt")
    corrected = Derivative.objects.create(
        item=item, kind="text", task="correction", origin="person", made_at=timezone.now()
    )
    monkeypatch.setattr("dadkhah.derivation.tasks.version", lambda _name: "99.0")
    derive_in_vault(inside, item, identity)

    assert text_of(item) == corrected


def test_some_items_can_be_named(inside, identity, tmp_path):
    item = received(inside, tmp_path, packed(**{"one.txt": "first"}))
    code = item.record.code

    assert derive_waiting(inside, identity, codes=[code]) == (1, [])
    assert set(Derivative.objects.filter(item=item).values_list("task", flat=True)) == {
        "package", "members", "credentials"
    }  # fmt: skip
