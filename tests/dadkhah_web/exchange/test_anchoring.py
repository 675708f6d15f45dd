"""The site has its log fixed in time, and an item's story tells since when it exists."""

from dataclasses import dataclass

import pytest

from authority import AT, Authority
from dadkhah.errors import NotAllowed, NotReachable
from dadkhah.evidence.anchors.anchor_folder import AnchorFolder
from dadkhah_web.cases.roles import Role
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.evidence.proof.anchored import existed_by
from dadkhah_web.exchange.work import anchoring
from dadkhah_web.jobs.registry import work_of
from people import access, person


@dataclass(frozen=True)
class Answered:
    status: int
    body: bytes


@dataclass(frozen=True)
class Running:
    access: object


@pytest.fixture
def inside(imported, settings):
    settings.DADKHAH_HOME = imported.vault.home
    return access(person("custodian", Role.CUSTODIAN))


@pytest.fixture
def authority(inside, imported):
    own = Authority()
    anchors = AnchorFolder(imported.vault.folder / "anchors")
    anchors.write_policy(anchors.policy().with_authority("tsa", "https://tsa.example"))
    anchors.write_roots("tsa", own.root.pem)
    return own


@pytest.fixture
def item(inside):
    return EvidenceItem.objects.get(record__code="I-0001")


def test_an_item_s_story_tells_who_dates_it(inside, authority, item, django_assert_max_num_queries):
    before = existed_by(item)
    anchoring.anchor_head(inside, lambda _, body, **__: Answered(200, authority.answer(body)))
    with django_assert_max_num_queries(2):
        after = existed_by(item)

    assert before.at is None
    assert after.at == AT
    assert after.says[0].name == "tsa"


def test_nothing_is_told_where_nobody_is_asked(inside, item):
    assert existed_by(item) is None
    assert anchoring.anchor_head(inside, None) == []


def test_nothing_is_told_of_an_item_that_was_never_received(inside, authority, item):
    item.receptions.all().delete()

    assert existed_by(item) is None


def test_a_policy_that_cannot_be_read_does_not_break_the_page(inside, authority, imported, item):
    (imported.vault.folder / "anchors" / "policy").write_text("nonsense")

    assert existed_by(item) is None


def test_the_work_says_what_each_answered(inside, authority, monkeypatch):
    def unreachable(address, body=None, *, media_type=""):
        raise NotReachable("tsa.example did not answer.")

    monkeypatch.setattr(anchoring, "post", unreachable)
    waits = work_of("anchor")(Running(inside))
    monkeypatch.setattr(anchoring, "post", lambda _, body, **__: Answered(200, b"nonsense"))
    refused = work_of("anchor")(Running(inside))
    monkeypatch.setattr(
        anchoring, "post", lambda _, body, **__: Answered(200, authority.answer(body))
    )
    done = work_of("anchor")(Running(inside))
    again = work_of("anchor")(Running(inside))

    assert [r["states"].get("tsa") for r in (waits, refused, done, again)] == [
        "waits", "refused", "anchored", None,
    ]  # fmt: skip
    assert "is fixed; stamped at 2026-11-24 02:03:00 UTC" in done["lines"][0]
    assert "everybody has seen" in again["lines"][0]
    assert not any(r["is_fork"] for r in (waits, refused, done, again))


def test_only_who_may_audit_has_it_done(inside, authority):
    with pytest.raises(NotAllowed):
        anchoring.anchor_head(access(person("reader", Role.READER)), None)
