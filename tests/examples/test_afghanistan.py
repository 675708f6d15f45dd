"""The sample case is the register and the proceedings, each row with its source."""

from pathlib import Path

import pytest

from dadkhah.exchange.casefolder import read_case_folder
from dadkhah.law import load_law
from dadkhah.qualification.qualify import qualify_case
from dadkhah.records.conclusion import Conclusion

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "afghanistan"
LETTER = (
    "https://kabulnow.com/2025/02/women-activists-call-on-icc-to-prosecute-senior-taliban-leaders/"
)


@pytest.fixture(scope="module")
def law():
    return load_law()


@pytest.fixture(scope="module")
def case(law):
    return read_case_folder(FOLDER, law=law)


def test_every_measure_of_the_register_is_in_it_word_for_word(case, law):
    sample = {r.id: (r.title, r.issuers, r.areas, r.scope) for r in case.restrictions}
    register = {r.id: (r.title, r.issuers, r.areas, r.scope) for r in law.restrictions.values()}

    assert len(sample) == 130
    assert sample == register


def test_the_first_source_card_is_the_report_of_the_open_letter(case):
    assert case.items[0].address == LETTER


def test_every_record_of_fact_cites_a_passage(case):
    records = (
        *case.persons, *case.positions, *case.command_links, *case.events, *case.acts,
        *case.involvements, *case.restrictions, *case.restriction_statuses, *case.propositions,
    )  # fmt: skip

    assert [record for record in records if not record.citations.supports] == []


def test_victims_are_groups_and_never_names(case):
    assert {v.split(".")[0] for act in case.acts for v in act.victims} == {"vic"}
    assert {p.kind for p in case.persons if p.id.startswith("P-")} == {"individual"}
    assert [p.id for p in case.persons if p.kind == "individual" and not p.description] == []


def test_every_source_card_says_that_it_is_no_capture(case):
    texts = [(FOLDER / item.file).read_text(encoding="utf-8") for item in case.items]

    assert all("This card is not a capture of the page." in text for text in texts)


def test_sites_that_repeat_others_count_as_one_source(case):
    groups = [source.independence_group for source in case.sources]

    assert "" not in groups
    assert groups.count("republications") > 50


def test_no_charge_of_the_sample_is_fully_met(case, law):
    conclusions = {q.charge.id: q.conclusion for q in qualify_case(case, law)}

    assert len(conclusions) == 6
    assert Conclusion.MET not in conclusions.values()


def test_no_charge_of_the_sample_takes_the_political_ground_from_the_gender_ground(case, law):
    qualified = {q.charge.id: q for q in qualify_case(case, law)}

    assert {q.charge.grounds for q in qualified.values()} == {("gender", "political")}
    assert qualified["C-01"].conclusion is Conclusion.OPEN
    assert dict(qualified["C-01"].by_ground) == {
        "gender": Conclusion.DISPUTED,
        "political": Conclusion.OPEN,
    }
