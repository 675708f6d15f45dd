"""What the law does not know, it refuses with a hint."""

import dataclasses

import pytest

from dadkhah.errors import LawError, NotChargeable, UnknownLawReference


def test_the_small_law_of_these_tests_is_sound(small_law):
    law = small_law.load()

    assert law.crime("s-7-1-a").name == "Killing"
    assert law.mode("25-direct").name == "Direct"
    assert law.instruments["statute"].name == "Statute"
    assert law.version.startswith("0.1.0+")


def test_an_element_is_found_by_its_owner_and_number(law):
    assert law.element("rs-7-1-h/4").cite == "icc-elements/7(1)(h)#4"
    assert law.element("25-3-b-ordering/2").number == 2
    assert law.element("cah-policy").number == 0


def test_an_unknown_crime_is_refused_with_those_like_it(law):
    with pytest.raises(UnknownLawReference, match=r"no crime `rs-7-1-hh`\. Did you mean rs-7-1-h"):
        law.crime("rs-7-1-hh")


def test_an_unknown_mode_unlike_any_is_refused_with_the_command_that_lists_them(law):
    with pytest.raises(UnknownLawReference, match="`dadkhah law show` lists them"):
        law.mode("zzz")


def test_a_concept_cannot_be_charged_and_the_refusal_says_where_it_belongs(law):
    with pytest.raises(NotChargeable, match="recognition requests of an open letter"):
        law.crime("gender-apartheid")


def test_both_refusals_are_for_a_lawyer():
    assert issubclass(NotChargeable, LawError)
    assert issubclass(UnknownLawReference, LawError)


def test_an_element_shown_on_its_own_needs_no_context(law):
    assert law.contextual_needs(law.element("rs-7-1-h/1")) == ()


def test_a_name_without_translation_is_given_in_english(small_law):
    small_law.change("crimes/s-7-1-a.yaml", ", ps: وژنه}", "}")
    law = small_law.load()

    assert law.label("s-7-1-a", "fa") == "قتل"
    assert law.label("s-7-1-a", "ps") == "Killing"
    assert law.label("s-7-1-a", "fr") == "Killing"


def test_a_code_that_stands_for_two_things_needs_its_vocabulary(law):
    with pytest.raises(UnknownLawReference, match="no name `movement`"):
        law.label("movement", "fa")

    assert law.label("movement", "fa", "rights") == "آزادی رفت‌وآمد"
    assert law.label("education", "fa") == "آموزش"
    assert law.label("lib.hijab", "en") == "Detention over dress"


def test_a_ground_and_a_sub_form_have_names_too(law):
    assert law.label("political", "fa") == "سیاسی"
    assert law.label("forced-marriage", "ps") == "جبري واده"


def test_a_name_in_an_unknown_vocabulary_is_refused(law):
    with pytest.raises(UnknownLawReference, match="no vocabulary `acts`"):
        law.label("lib.hijab", "fa", "acts")


@pytest.mark.parametrize(
    ("reference", "listed"),
    [
        ("rome-statute/7(1)(h)", "rome-statute/7"),
        ("rome-statute/7(3)", "rome-statute/7(3)"),
        ("rome-statute/12", "rome-statute/11-13"),
        ("rome-statute/25(3)(b)", "rome-statute/25"),
        ("cedaw/15(1)", "cedaw/15(1)-(2)"),
        ("cedaw/15(2)", "cedaw/15(1)-(2)"),
        ("cedaw/15(1)-(2)", "cedaw/15(1)-(2)"),
    ],
)
def test_an_article_is_found_under_the_listed_one_that_covers_it(law, reference, listed):
    assert law.provision(reference).id == listed


@pytest.mark.parametrize("reference", ["rome-statute/99", "rome-statute/70a", "cat/9", "cat/x"])
def test_an_article_nobody_listed_is_refused_with_the_file_to_edit(law, reference):
    instrument = reference.partition("/")[0]
    with pytest.raises(UnknownLawReference, match=f"law/instruments/{instrument}.yaml"):
        law.provision(reference)


def test_the_law_cannot_be_changed_once_loaded(law):
    with pytest.raises(dataclasses.FrozenInstanceError):
        law.version = "2"
    with pytest.raises(TypeError):
        law.crimes["x"] = law.crime("rs-7-1-h")
