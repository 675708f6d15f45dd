"""Nothing of the law is lost, and the law agrees with itself."""

import json
from collections import Counter

import pytest

from dadkhah.law.check import check_law
from dadkhah.law.model import ElementKind
from dadkhah.resources import shipped

ARTICLE_7 = {
    **{"a": 3, "b": 4, "c": 3, "d": 5, "e": 5, "f": 5, "g-1": 4, "g-2": 4, "g-3": 4, "g-4": 3},
    **{"g-5": 4, "g-6": 5, "h": 6, "i": 8, "j": 7, "k": 5},
}
WAR_CRIMES = {
    **{"c-i-1": 5, "c-i-3": 5, "c-i-4": 6, "c-ii": 6, "c-iv": 7},
    **{"e-iv": 5, "e-vi-1": 4, "e-vi-2": 4, "e-vi-6": 5},
}
MODES = {
    **{"25-3-a-direct": 2, "25-3-a-coperp": 5, "25-3-a-indirect": 4, "25-3-a-indirect-coperp": 3},
    **{"25-3-b-ordering": 4, "25-3-b-soliciting": 3, "25-3-b-inducing": 3, "25-3-c-aiding": 3},
    **{"25-3-d-common-purpose": 4, "25-3-e-incitement": 1, "25-3-f-attempt": 4},
    **{"28-a-military": 6, "28-b-civilian": 6},
}
PROVISIONS = {"udhr": 27, "cedaw": 20, "iccpr": 21, "icescr": 11, "cat": 9, "crc": 12}
AREAS = {
    **{"work": 29, "justice": 13, "education": 38, "movement": 27, "family_marriage": 9},
    **{"dress": 28, "sport": 4, "assembly": 1, "public_space": 30, "institutions": 2},
    **{"media": 15, "health": 23, "ngo_un": 7, "internet": 1},
}
YEARS = {"2021": 22, "2022": 38, "2023": 31, "2024": 18, "2025": 19, "2026": 2}
CONFIDENCE = {"high": 69, "medium": 47, "low": 14}


def test_the_shipped_law_agrees_with_itself(law):
    assert check_law(law) == []


def test_the_sixteen_crimes_of_article_7_1_have_the_elements_of_the_court(law):
    found = {
        id_.removeprefix("rs-7-1-"): len(crime.elements)
        for id_, crime in law.crimes.items()
        if crime.family == "crime-against-humanity"
    }

    assert found == ARTICLE_7
    assert len(found) == 16


def test_the_war_crimes_are_there_and_secondary(law):
    found = {
        id_.removeprefix("rs-8-2-"): len(crime.elements)
        for id_, crime in law.crimes.items()
        if crime.secondary
    }

    assert found == WAR_CRIMES
    assert len(law.crimes) == 16 + 9


def test_every_crime_against_humanity_ends_with_the_two_shared_elements(law):
    for crime in law.crimes.values():
        shared = [element.shared for element in crime.elements]
        if crime.secondary:
            assert set(shared) == {""}
        else:
            assert shared[-2:] == ["cah-context-nexus", "cah-context-knowledge"]
            assert set(shared[:-2]) == {""}


def test_the_context_has_six_elements_and_widespread_may_stand_for_systematic(law):
    assert list(law.contextual) == [
        *("cah-attack", "cah-widespread", "cah-systematic"),
        *("cah-policy", "cah-nexus", "cah-knowledge"),
    ]
    assert law.contextual_needs(law.element("rs-7-1-h/5")) == (
        ("cah-attack",),
        ("cah-widespread", "cah-systematic"),
        ("cah-policy",),
        ("cah-nexus",),
    )
    assert law.contextual_needs(law.element("rs-7-1-h/6")) == (("cah-knowledge",),)
    assert {element.kind for element in law.contextual.values()} == {ElementKind.CONTEXTUAL}


def test_the_thirteen_modes_have_their_elements(law):
    assert {id_: len(mode.elements) for id_, mode in law.modes.items()} == MODES


def test_seven_instruments_are_six_treaties_and_a_declaration(law):
    kinds = Counter(instrument.kind for instrument in law.instruments.values())
    provisions = {id_: len(i.provisions) for id_, i in law.instruments.items()}

    assert kinds == {"treaty": 6, "declaration": 1}
    assert provisions == {**PROVISIONS, "rome-statute": 21 + 6}
    assert len(law.other_treaties) == 7


def test_the_register_holds_its_130_restrictions_by_area_year_and_confidence(law):
    rows = law.restrictions.values()

    assert list(law.restrictions) == [f"afg-r-{number:03}" for number in range(1, 131)]
    assert Counter(area for row in rows for area in row.areas) == AREAS
    assert Counter(row.date[:4] for row in rows) == YEARS
    assert Counter(row.confidence for row in rows) == CONFIDENCE
    assert sum(len(row.sources) for row in rows) == 247
    assert sum(bool(row.note) for row in rows) == 53


def test_the_34_provinces_are_those_of_the_map(law):
    drawn = json.loads((shipped("geo") / "afghanistan-provinces.geojson").read_text("utf-8"))
    provinces = law.vocabularies["provinces"].terms

    assert len(provinces) == 34
    assert set(provinces) == {feature["id"] for feature in drawn["features"]}


def test_the_vocabularies_hold_all_their_codes(law):
    sizes = {id_: len(vocabulary.terms) for id_, vocabulary in law.vocabularies.items()}

    assert sizes["act_types"] == 78
    assert sizes["degrees_of_involvement"] == 16
    assert sizes["taliban_institutions"] == 33 + 1
    assert sizes["location_types"] == 21
    assert len(sizes) == 36
    assert sum(sizes.values()) == 480


def test_the_proceedings_hold_all_their_steps(law):
    steps = {id_: len(proceeding.steps) for id_, proceeding in law.proceedings.items()}

    assert steps == {
        **{"icc": 19, "icc-related-case-law": 0, "icj-cedaw": 3, "un": 3},
        **{"regional-and-national": 4, "sanctions": 6, "recognition": 1},
    }
    assert len(law.proceedings["sanctions"].listed_officials) == 7
    assert list(law.respondents) == ["akhundzada", "haqqani-ah"]


def test_the_court_judges_acts_from_the_first_of_may_2003(law):
    assert law.jurisdiction.temporal_start.isoformat() == "2003-05-01"


def test_only_persecution_needs_an_act_of_another_crime(law):
    needing = {id_: element.needs for id_, element in law.elements.items() if element.needs}

    assert needing == {"rs-7-1-h/4": "act-of-another-crime"}


def test_only_the_target_and_the_ground_of_persecution_depend_on_the_ground(law):
    depending = {e.id: law.grounds_of(e) for e in law.elements.values() if law.grounds_of(e)}

    assert list(depending) == ["rs-7-1-h/2", "rs-7-1-h/3"]
    assert depending["rs-7-1-h/3"][:2] == ("gender", "political")


def test_incitement_reaches_no_crime_of_this_law(law):
    incitement = law.mode("25-3-e-incitement")

    assert not any(incitement.reaches(crime) for crime in law.crimes.values())
    assert law.mode("25-3-b-ordering").reaches(law.crime("rs-7-1-h"))


@pytest.mark.parametrize("language", ["fa", "ps"])
def test_what_a_filing_names_is_named_in_dari_and_pashto(law, language):
    named = [*law.crimes, *law.modes, *law.contextual, *law.standards]

    assert all(law.label(id_, language) != law.label(id_, "en") for id_ in named)
    for vocabulary in ("act_types", "restriction_areas", "taliban_institutions", "provinces"):
        for code in law.vocabularies[vocabulary].terms:
            assert law.label(code, language, vocabulary) != law.label(code, "en", vocabulary)


def test_the_wording_of_a_file_is_marked_as_ours(law):
    for crime in law.crimes.values():
        file, _, _ = crime.place.partition(":")
        head = (shipped("law").parent / file).read_text("utf-8")[:400]
        assert "The wording is ours; the official text governs." in head
