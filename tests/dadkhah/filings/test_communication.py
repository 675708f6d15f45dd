from dataclasses import replace

from dadkhah.filings.communication import draft_communication
from dadkhah.filings.document import Figure, Heading, InLanguage, Table
from dadkhah.filings.footnotes import number
from dadkhah.qualification.matrix import proof_matrix

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


def cells_of(table, header):
    column = table.headers.index(header)
    return [[span.text for span in row[column]] for row in table.rows]


def test_a_conclusion_that_depends_on_the_ground_is_given_for_each(communication):
    persecution = next(t for t in blocks_of(communication, Table) if "Persecution" in t.caption)
    conclusions = cells_of(persecution, "Conclusion")

    assert conclusions[1] == ["OPEN", "gender: MET", "political: OPEN"]
    assert ["MET"] in conclusions


def test_a_charge_says_what_it_comes_out_as_on_each_ground(communication, sample, law_file):
    charges = [t for t in blocks_of(communication, Table) if "On our records" in t.headers]
    said = [cell for table in charges for cell in cells_of(table, "On our records")]
    matrix = proof_matrix(sample, law_file)

    assert [tuple(cell[1:]) for cell in said] == [
        tuple(each.by_ground_in_words.split("; ")) for each in matrix.qualifications
    ]


def test_every_table_of_proof_says_whose_the_wording_is(communication):
    proofs = [t for t in blocks_of(communication, Table) if "Conclusion" in t.headers]

    assert len(proofs) == 5
    assert all("only the official text" in table.legend for table in proofs)


def test_the_same_words_against_a_proposition_are_shown_once(communication):
    contrary = next(t for t in blocks_of(communication, Table) if "speak against" in t.caption)

    for row in contrary.rows:
        said = [span.text for span in row[2]]
        assert len(said) == len(set(said))
