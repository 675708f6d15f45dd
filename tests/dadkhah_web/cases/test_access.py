"""What one may not see is not there."""

import pytest

from dadkhah.errors import NotAllowed, NotVisible
from dadkhah_web.cases.access import cases_of, enter_case
from dadkhah_web.cases.roles import ROLE_CAPABILITIES, Capability, Role
from dadkhah_web.exchange.snapshot import proof_chart, snapshot
from people import access, closed, person


def test_a_stranger_cannot_tell_a_case_from_no_case(imported):
    stranger = person("stranger")

    for slug in ("sample", "no-such-case"):
        with pytest.raises(NotVisible):
            enter_case(stranger, slug)
    assert list(cases_of(stranger)) == []


@pytest.mark.parametrize("role", Role)
def test_a_role_allows_what_the_table_says_and_nothing_else(imported, role):
    who = access(person("one", role))

    for capability in Capability:
        assert who.may(capability) == (capability in ROLE_CAPABILITIES[role])
    if Capability.MANAGE not in ROLE_CAPABILITIES[role]:
        with pytest.raises(NotAllowed):
            who.require(Capability.MANAGE)


def test_what_hangs_on_a_closed_record_is_closed_with_it(imported):
    closed("sources", "source/S-001")
    who = access(person("reader", Role.READER))

    keys = {str(record) for record in who.records()}
    assert keys.isdisjoint({"source/S-001", "item/I-0001", "passage/X-0001"})
    assert {"item/I-0002", "act/A-0001"} <= keys


def test_who_is_in_the_compartment_sees_it_all(imported):
    member = person("member", Role.ANALYST)
    closed("sources", "source/S-001", members=(member,))

    assert access(member).record("passage", "X-0001").code == "X-0001"


def test_a_proposition_that_cites_what_is_closed_is_closed_and_so_are_its_findings(imported):
    closed("decree", "item/I-0002")
    who = access(person("analyst", Role.ANALYST))

    seen = snapshot(who)
    assert seen.propositions == ()
    assert [finding.id for finding in seen.findings] == ["N-0002"]
    assert proof_chart(who).propositions == {}


def test_the_snapshot_leaves_out_citations_of_what_is_closed(imported):
    closed("report", "item/I-0001")
    who = access(person("analyst", Role.ANALYST))

    (act,) = [act for act in snapshot(who).acts if act.id == "A-0001"]
    assert act.citations.supports == ("X-0002",)
    assert snapshot(access(person("other", Role.ANALYST))) == snapshot(who)
