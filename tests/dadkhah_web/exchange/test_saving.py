"""A few records are saved at once, each with a revision and an entry, or none of them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dadkhah.dates import read_date
from dadkhah.errors import RecordChanged, RecordsRefused
from dadkhah.records.events import Act
from dadkhah.records.evidence import Citations
from dadkhah_web.cases.roles import Role
from dadkhah_web.exchange.checking.record_check import check_records
from dadkhah_web.exchange.codes import next_codes, next_owned_code
from dadkhah_web.exchange.kinds import KIND_BY_NAME
from dadkhah_web.exchange.saving import Entry, save_records
from dadkhah_web.exchange.selectors import load_case, load_records
from dadkhah_web.records.models import Review
from people import access, closed, person

AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ACT = Act("A-0003", "E-0001", "res.education", read_date("2022"), ("AF-KAB",), "A third.")


@pytest.fixture
def analyst(imported):
    return access(person("analyst", Role.ANALYST))


def save(who, house, *entries):
    return save_records(who, entries, at=AT, vault=house.vault)


def test_what_was_saved_is_in_the_case_and_proven_by_the_log(imported, analyst):
    assert save(analyst, imported, Entry(ACT)) == ("act/A-0003",)

    assert ACT in load_case("sample").acts
    assert check_records("sample", open_log=imported.vault.log).problems == ()
    assert Review.objects.get(record__code="A-0003").coded_by == "U-analyst"


def test_a_record_that_did_not_change_gets_no_revision(imported, analyst):
    save(analyst, imported, Entry(ACT))

    assert save(analyst, imported, Entry(ACT)) == ()


def test_who_was_slower_is_told_and_nothing_is_written(imported, analyst):
    save(analyst, imported, Entry(ACT))
    save(analyst, imported, Entry(replace(ACT, summary="Quicker."), based_on=1))

    with pytest.raises(RecordChanged, match="act/A-0003"):
        save(analyst, imported, Entry(replace(ACT, summary="Slower."), based_on=1))
    (held,) = load_records(analyst.case, KIND_BY_NAME["act"], ["A-0003"]).values()
    assert held.summary == "Quicker."


def test_a_code_that_the_law_does_not_know_is_refused_with_its_field(imported, analyst):
    with pytest.raises(RecordsRefused) as refused:
        save(analyst, imported, Entry(replace(ACT, type="no.such")))

    assert [(key, field) for key, field, _ in refused.value.reasons] == [("act/A-0003", "type")]


def test_what_a_person_may_not_see_cannot_be_named_or_written_over(imported, analyst):
    closed("apart", "event/E-0001")
    outsider = access(analyst.user)

    with pytest.raises(RecordsRefused, match="E-0001"):
        save(outsider, imported, Entry(ACT))
    with pytest.raises(RecordsRefused, match="taken"):
        save(outsider, imported, Entry(replace(ACT, id="A-0001", event="E-0002")))


def test_new_ids_follow_the_highest(imported, analyst):
    assert next_codes(analyst.case, "act", 2) == ["A-0003", "A-0004"]
    assert next_owned_code(analyst.case, "person_name", "P-minister") == "P-minister.3"


def test_who_may_not_see_a_passage_cannot_take_it_out_of_an_act(imported):
    insider = person("insider", Role.ANALYST)
    closed("the decree", "item/I-0002", members=(insider,))
    outsider = access(person("outsider", Role.ANALYST))
    kind = KIND_BY_NAME["act"]
    before = load_records(outsider.case, kind, ["A-0001"])["A-0001"]
    seen = replace(ACT, id="A-0001", restriction="", citations=Citations(("X-0001",)))

    save(outsider, imported, Entry(seen))

    after = load_records(outsider.case, kind, ["A-0001"])["A-0001"]
    assert after.summary == ACT.summary
    assert after.citations == before.citations


def test_who_may_not_see_an_act_cannot_take_it_out_of_a_proposition(imported):
    """A list of records keeps the closed ones too, after those that were given."""
    closed("an act", "act/A-0002")
    outsider = access(person("outsider", Role.ANALYST))
    kind = KIND_BY_NAME["proposition"]
    before = load_records(outsider.case, kind, ["F-0001"])["F-0001"]

    save(outsider, imported, Entry(replace(before, acts=("A-0001",))))

    after = load_records(outsider.case, kind, ["F-0001"])["F-0001"]
    assert after.acts == ("A-0001", "A-0002")
