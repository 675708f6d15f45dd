from dataclasses import replace

import pytest

from dadkhah.errors import CitationNotFound, UncitedFact
from dadkhah.filings.document import InLanguage, Items, Paragraph, Table
from dadkhah.filings.footnotes import number
from dadkhah.records.evidence import Passage


def test_a_sentence_of_fact_without_a_citation_is_refused_by_name(build):
    draft = build.document(Paragraph((build.fact("Nobody saw this."), build.law("Law."))))

    with pytest.raises(UncitedFact, match="Nobody saw this"):
        number(draft, build.case())


def test_a_fact_hidden_in_a_table_or_list_is_refused_too(build):
    table = Table("t", ("h",), (((build.fact("In a cell."),),),), (1,))
    items = Items(((build.fact("In a list."),),))

    with pytest.raises(UncitedFact) as refused:
        number(build.document(table, items), build.case())

    assert "In a cell." in str(refused.value)
    assert "In a list." in str(refused.value)


def test_a_fact_that_is_only_contradicted_is_not_supported(build):
    draft = build.document(Paragraph((build.fact("Doubtful.", against=["X-0001"]),)))

    with pytest.raises(UncitedFact, match="Doubtful"):
        number(draft, build.case())


def test_a_passage_that_the_case_lacks_is_refused_with_its_sentence(build):
    draft = build.document(Paragraph((build.fact("Cited wrongly.", "X-9999"),)))

    with pytest.raises(CitationNotFound, match=r"Cited wrongly.*X-9999"):
        number(draft, build.case())


def test_exhibits_are_numbered_in_order_of_first_citation(build):
    first, second = build.fact("One.", "X-0005"), build.fact("Two.", "X-0002", "X-0005")
    filing = number(build.document(Paragraph((first, second))), build.case())

    assert [(e.number, e.item.id) for e in filing.exhibits] == [
        ("E-001", "I-0005"),
        ("E-002", "I-0002"),
    ]


def test_a_note_pin_cites_page_and_words_and_later_refers_back(build):
    twice = (build.fact("One.", "X-0001"), build.fact("Again.", "X-0001"))
    filing = number(build.document(Paragraph(twice)), build.case())

    assert filing.notes[0].text == "E-001, p. 1, “schools stay shut 1”."
    assert filing.notes[1].text == "E-001, p. 1, note 1 above."


def test_a_note_says_what_speaks_against_the_sentence(build):
    one = build.fact("One.", "X-0001", against=["X-0002"])
    filing = number(build.document(Paragraph((one,))), build.case())

    assert "Against: E-002" in filing.notes[0].text


def test_a_note_with_many_passages_gives_their_codes(build):
    many = build.fact("Many.", "X-0001", "X-0002", "X-0003", "X-0004")
    filing = number(build.document(Paragraph((many,))), build.case())

    assert filing.notes[0].text.startswith("E-001, p. 1 (X-0001); E-002")


def test_a_dari_note_uses_dari_words_and_digits(build):
    quote = Passage("X-0001", "I-0001", quote="مکتب‌ها بسته است", page="1")
    twice = (build.fact("یک.", "X-0001"), build.fact("دو.", "X-0001"))
    case = build.case(passages=(quote,))
    filing = number(build.document(Paragraph(twice), language="fa"), case)

    assert filing.notes[0].text == "E-001، ص. 1، «مکتب‌ها بسته است»."
    assert filing.notes[1].text == "E-001، ص. 1، پانویس ۱ بالا."


def test_words_in_the_other_direction_are_named_by_code_and_not_referred_back_to(build):
    dari = InLanguage("fa", (Paragraph((build.fact("یک.", "X-0001"),)),))
    english = Paragraph((build.fact("One.", "X-0001"),))
    filing = number(build.document(dari, english), build.case())

    assert filing.notes[0].text == "E-001، ص. 1 (X-0001)."
    assert filing.notes[1].text == "E-001, p. 1, “schools stay shut 1”."


def test_exhibits_with_the_same_words_are_quoted_once_for_all(build):
    same = [Passage(f"X-000{n}", f"I-000{n}", quote="No girl goes to school.") for n in (1, 2)]
    one = Paragraph((build.fact("One.", "X-0001", "X-0002"),))
    filing = number(build.document(one), build.case(passages=tuple(same)))

    assert filing.notes[0].text == "E-001; E-002, each “No girl goes to school.”"


def test_a_filing_may_number_its_exhibits_in_a_series_of_its_own(build):
    draft = replace(build.document(Paragraph((build.fact("One.", "X-0003"),))), exhibit_series="L")

    assert [exhibit.number for exhibit in number(draft, build.case()).exhibits] == ["L-001"]


def test_paragraphs_are_numbered_through_every_language(small):
    from_blocks = [
        inner.number
        for block in small.document.blocks
        for inner in ((block,) if isinstance(block, Paragraph) else getattr(block, "blocks", ()))
        if isinstance(inner, Paragraph)
    ]

    assert from_blocks == [1, 2, 3]
