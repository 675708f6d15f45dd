"""A translation is kept as a machine's, and the text stays what is read."""

from datetime import UTC, datetime

import pytest

from dadkhah.derivation.outcome import Done, Failed, Reason
from dadkhah_web.cases.roles import Role
from dadkhah_web.evidence.derivation import text_of
from dadkhah_web.evidence.models import Derivative, DerivedPage, EvidenceItem
from dadkhah_web.exchange.work import translating
from dadkhah_web.exchange.work.translating import translation_of
from dadkhah_web.jobs.services import start_job
from people import access, person

AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def item(imported, settings):
    """An item with a text of one page."""
    settings.DADKHAH_HOME = imported.vault.home
    item = EvidenceItem.objects.get(record__code="I-0001")
    text = Derivative.objects.create(
        item=item, kind="text", task="recognise", tool="x", made_at=AT, about={"language": "fa"}
    )
    DerivedPage.objects.create(derivative=text, number=1, text="مکتب بسته")
    return item


@pytest.fixture
def translated(monkeypatch):
    """Let the sandbox answer this; returns what it was asked."""
    asked = []

    def translated(outcome):
        def run(request, _folder):
            asked.append((request.task, dict(request.options), request.source.read_text("utf-8")))
            return outcome

        monkeypatch.setattr(translating, "run_task", run)
        return asked

    return translated


def start(role):
    who = access(person("somebody", role))
    job = start_job(who, "translate", {"code": "I-0001", "into": "en"})
    job.refresh_from_db()
    return job


def test_a_translation_is_a_machines_and_the_text_stays_what_is_read(item, translated):
    answer = {"program": "example 0.3", "into": "en", "pages": {"1": "School closed"}}
    asked = translated(Done(answer, frozenset()))
    text = text_of(item)

    job = start(Role.ANALYST)

    made = translation_of(item)
    assert made.origin == "machine"
    assert made.tool.startswith("example 0.3, dadkhah ")
    assert (made.about["pages"], made.about["of"]) == ({"1": "School closed"}, text.pk)
    assert text_of(item) == text
    ((task, options, source),) = asked
    assert (task, options) == ("translation", {"into": "en", "language": "fa"})
    assert "مکتب بسته" in source
    assert "by a machine" in job.result["lines"][0]


def test_where_nothing_translates_the_work_says_so(item, translated):
    translated(Failed(Reason.NO_PROGRAM, "No program that translates is installed."))

    job = start(Role.ANALYST)

    assert job.result["lines"] == ["No program that translates is installed."]
    assert translation_of(item) is None


def test_who_may_not_record_has_nothing_translated(item, translated):
    asked = translated(Done({}, frozenset()))

    assert start(Role.READER).state == "failed"
    assert asked == []
