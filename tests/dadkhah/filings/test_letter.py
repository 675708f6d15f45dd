from dataclasses import replace

import pytest

from dadkhah.errors import NotForPublic
from dadkhah.filings.document import Heading, InLanguage
from dadkhah.filings.gates import GateState, release_gates, requests_among_charges
from dadkhah.filings.letter import HEADINGS, draft_letter


def test_the_letter_speaks_dari_then_pashto_then_english(letter):
    assert letter.document.language == "fa"
    inner = [b for b in letter.document.blocks if isinstance(b, InLanguage)]
    assert [block.language for block in inner] == ["ps", "en", "en"]


def test_recognition_has_its_own_section_and_is_never_among_charges(letter):
    headings = [b.text for b in letter.document.blocks if isinstance(b, Heading)]
    assert HEADINGS["fa"].recognition in headings

    asked = requests_among_charges(letter)
    assert len(asked) == 5 * 3
    for word in ("apartheid", "آپارتاید", "اپارتاید"):
        assert not any(word in request.casefold() for request in asked)


def test_a_letter_that_asks_for_a_charge_of_apartheid_does_not_pass(sample, law_file, build):
    from dadkhah.filings.footnotes import number  # noqa: PLC0415  only here

    text = sample.drafts["filings/letter.yaml"].replace("kind: recognise", "kind: prosecute")
    case = replace(sample, drafts={"filings/letter.yaml": text})
    filing = number(draft_letter(case, law_file, build.day), case)
    gates = {g.name: g for g in release_gates(filing, case, law_file, is_public=True)}

    assert gates["recognition apart"].state is GateState.FAILED


@pytest.mark.parametrize("sensitivity", ["restricted", "sealed"])
def test_a_public_letter_cites_public_items_only(sample, law_file, build, sensitivity):
    first, *others = sample.items
    hidden = replace(first, sensitivity=sensitivity)
    case = replace(sample, items=(hidden, *others))

    with pytest.raises(NotForPublic, match=rf"{first.id} \({sensitivity}\)"):
        draft_letter(case, law_file, build.day)


def test_the_letter_numbers_its_exhibits_in_a_series_of_its_own(letter, communication):
    assert {exhibit.number[:2] for exhibit in letter.exhibits} == {"L-"}
    assert {exhibit.number[:2] for exhibit in communication.exhibits} == {"E-"}


def test_every_exhibit_of_the_letter_has_a_row_that_its_citations_lead_to(letter):
    assert letter.listed_exhibits() == {exhibit.number for exhibit in letter.exhibits}
