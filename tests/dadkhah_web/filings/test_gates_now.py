"""The gates of a filing are asked again each time: what held at drafting may not hold now."""

from datetime import UTC, datetime

import pytest

from dadkhah.errors import FilingNotReady
from dadkhah.filings.gates import GateState
from dadkhah_web.cases.models import Record
from dadkhah_web.evidence.consents import Agreement, record_consent, withdraw_consent
from dadkhah_web.evidence.models import EvidenceItem, Source
from dadkhah_web.filings.consents import items_refused
from dadkhah_web.filings.gates import asked_of_people, gates_now
from dadkhah_web.filings.services import approve, seal
from dadkhah_web.records.models import Revision
from people import closed

AT = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)


def gate(filing, name):
    return next(one for one in gates_now(filing) if one.name == name)


def agree(who, source, *uses):
    return record_consent(who, source, Agreement(uses, "", "in words", "fa", None), at=AT)


def test_a_source_that_is_public_is_for_people_to_judge(letter):
    assert gate(letter, "consent").state is GateState.BY_HAND


def test_consent_that_is_withdrawn_shuts_the_gate_at_once(letter, custodian, approved, lawyer):
    given = agree(custodian, "S-001", "filing", "publication")
    approved(letter)
    withdraw_consent(custodian, given.pk, at=AT)

    assert gate(letter, "consent").reason == "These sources do not agree, or no longer: S-001."
    assert items_refused(letter.case)[True] == {"I-0001"}
    for attempt in (
        lambda: seal(custodian, letter, at=AT),
        lambda: approve(lawyer, letter, confirmed=asked_of_people(gates_now(letter)), at=AT),
    ):
        with pytest.raises(FilingNotReady, match="S-001"):
            attempt()


def test_consent_to_a_filing_is_no_consent_to_publication(letter, custodian):
    agree(custodian, "S-001", "filing")

    assert gate(letter, "consent").state is GateState.FAILED
    assert items_refused(letter.case) == {False: frozenset(), True: frozenset({"I-0001"})}


def test_a_new_consent_opens_the_gate_again(letter, custodian):
    withdraw_consent(custodian, agree(custodian, "S-001", "publication").pk, at=AT)
    agree(custodian, "S-001", "publication")

    assert gate(letter, "consent").state is GateState.BY_HAND


def test_what_somebody_told_us_needs_their_consent(letter):
    Source.objects.filter(record__code="S-002").update(kind="src.interview")

    assert gate(letter, "consent").state is GateState.FAILED


def test_whom_nobody_asked_is_named_to_those_who_approve(letter):
    Source.objects.filter(record__code="S-002").update(kind="src.video")

    assert gate(letter, "consent").reason.endswith("None is written down for: S-002.")


def test_an_item_that_was_restricted_since_is_to_be_taken_out_of_a_letter(letter):
    EvidenceItem.objects.filter(record__code="I-0002").update(sensitivity="restricted")

    assert gate(letter, "sealed and restricted").reason == "Take out: I-0002."


def test_a_filing_does_not_outlive_what_it_cites(letter):
    Record.objects.filter(kind="passage", code="X-0001").update(code="X-gone")

    assert gate(letter, "nothing forgotten").reason == "Forgotten since: X-0001."
    assert Revision.objects.filter(code="X-0001").exists()


def test_whoever_lets_a_filing_out_is_told_what_is_closed_to_others(letter, lawyer):
    closed("a part", "item/I-0002", "person/P-minister", members=(lawyer.user,))

    told = gate(letter, "closed parts")
    assert told.state is GateState.BY_HAND
    assert told.reason.endswith("closed to some of the team: I-0002, P-minister.")


def test_of_many_closed_records_some_are_named_and_the_others_counted(letter, lawyer):
    case = letter.case
    Record.objects.bulk_create(
        Record(case=case, kind="source", code=f"S-1{n:02}") for n in range(22)
    )
    closed("a part", *(f"source/S-1{n:02}" for n in range(22)), members=(lawyer.user,))

    assert gate(letter, "closed parts").reason.endswith("S-119 and 2 more.")
