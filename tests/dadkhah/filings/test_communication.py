from dataclasses import replace

from dadkhah.filings.communication import draft_communication
from dadkhah.filings.document import Figure, Heading, InLanguage, Table
from dadkhah.filings.footnotes import number

ANNEXES = [f"Annex {letter}" for letter in "ABCDEFG"]


def blocks_of(filing, kind):
    return [block for block in filing.document.blocks if isinstance(block, kind)]


def words_of(filing):
    found = []
    filing.each_sentence(lambda span, _block, _language: found.append(span.text))
    return "\n".join(found)


def test_every_section_and_annex_is_there_in_order(communication):
    labels = [heading.label for heading in blocks_of(communication, Heading) if heading.label]
    sections = [label for label in labels if label.isdigit()]

    assert sections == [str(number) for number in range(1, 13)]
    assert [label for label in labels if label.startswith("Annex")] == ANNEXES


def test_three_figures_are_there_with_a_description(communication):
    figures = blocks_of(communication, Figure)

    assert len(figures) == 3
    assert all(figure.alt and figure.records for figure in figures)


def test_the_summary_is_given_in_dari_and_in_pashto(communication):
    assert [block.language for block in blocks_of(communication, InLanguage)] == ["fa", "ps"]


def test_every_restriction_act_and_exhibit_has_its_row(communication, sample):
    rows = {table.caption: len(table.rows) for table in blocks_of(communication, Table)}

    assert rows["Restrictions on women and girls, as reported"] == 130
    assert rows["Acts recorded, alleged as reported"] == len(sample.acts)
    assert rows["Exhibits, their hashes and the passages cited"] == len(communication.exhibits)


def test_the_evidence_index_numbers_exhibits_as_the_notes_do(communication):
    (index,) = [t for t in blocks_of(communication, Table) if t.caption.startswith("Exhibits")]

    assert [row[0][0].text for row in index.rows] == [e.number for e in communication.exhibits]
    for row, exhibit in zip(index.rows, communication.exhibits, strict=True):
        assert exhibit.item.sha256 in {span.text for span in row[1]}


def test_every_crime_and_mode_charged_has_its_table_of_proof(communication, sample, law_file):
    captions = [table.caption for table in blocks_of(communication, Table)]

    for charge in sample.charges:
        for thing in (law_file.crime(charge.crime), law_file.mode(charge.mode)):
            assert any(caption.startswith(f"{thing.name}, Rome Statute") for caption in captions)


def test_nobody_is_called_guilty_and_what_is_missing_is_said(communication):
    words = words_of(communication)

    assert "guilty" not in words.casefold()
    assert "presumed innocent" in words
    assert "No proposition is recorded." in words
    assert "sealed" in words


def test_facts_are_numbered_without_a_hole(communication):
    numbers = []
    communication.each_sentence(lambda span, _b, _l: numbers.append(span.fact))

    facts = [number for number in numbers if number]
    assert facts == list(range(1, len(facts) + 1))


def test_a_respondent_whose_charges_differ_has_one_section(sample, law_file, build):
    charge = replace(sample.charges[0], id="C-90", grounds=("gender",))
    case = replace(sample, charges=(*sample.charges, charge))
    filing = number(draft_communication(case, law_file, build.day), case)
    names = [h.text for h in blocks_of(filing, Heading) if h.label.startswith("7.")]

    assert len(names) == len(set(names)) == 4
