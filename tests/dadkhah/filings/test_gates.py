from dataclasses import replace

import pytest

from dadkhah.filings.document import Paragraph
from dadkhah.filings.footnotes import number
from dadkhah.filings.gates import GateState, release_gates
from dadkhah.records.analysis import Charge, Proposition
from dadkhah.records.evidence import Citations


@pytest.fixture
def gates(build, law_file):
    def of(case, *, is_public=False):
        draft = build.document(Paragraph((build.fact("One.", "X-0001"),)))
        found = release_gates(number(draft, case), case, law_file, is_public=is_public)
        return {gate.name: gate for gate in found}

    return of


def test_the_sample_passes_every_gate_that_a_machine_can_see(communication, sample, law_file):
    found = release_gates(communication, sample, law_file, is_public=False)

    assert len(found) == 10
    assert [gate for gate in found if gate.state is GateState.FAILED] == []


def test_an_item_that_was_not_received_is_named(build, gates):
    first, *others = build.case().items
    case = build.case(items=(replace(first, sha256=""), *others))

    assert gates(case)["hashes"].state is GateState.FAILED
    assert "E-001 (I-0001)" in gates(case)["hashes"].reason


def test_a_contradicting_passage_that_is_not_shown_is_named(build, gates):
    against = Proposition("F-1", "One.", ("cah-attack",), citations=Citations((), ("X-0006",)))
    found = gates(build.case(propositions=(against,)))["contrary facts"]

    assert (found.state, "X-0006" in found.reason) == (GateState.FAILED, True)


def test_a_sealed_exhibit_bars_every_filing_and_a_restricted_one_a_public_one(build, gates):
    first, *others = build.case().items
    sealed = build.case(items=(replace(first, sensitivity="sealed"), *others))
    restricted = build.case(items=(replace(first, sensitivity="restricted"), *others))
    name = "sealed and restricted"

    assert gates(sealed)[name].state is GateState.FAILED
    assert gates(restricted)[name].state is GateState.PASSED
    assert gates(restricted, is_public=True)[name].state is GateState.FAILED


def test_a_charge_of_what_the_statute_does_not_know_is_named(build, gates, sample):
    charge = replace(sample.charges[0], crime="gender-apartheid")
    assert isinstance(charge, Charge)

    assert gates(build.case(charges=(charge,)))["recognition apart"].state is GateState.FAILED


def test_what_only_a_person_can_say_is_left_to_a_person(build, gates):
    found = gates(build.case())

    for name in ("consent", "risk note", "identities", "second reviewer", "receipt"):
        assert found[name].state is GateState.BY_HAND
