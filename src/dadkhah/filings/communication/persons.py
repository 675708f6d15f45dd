"""Persons: what is recorded of their offices, their superiors and their names."""

from dadkhah.filings.charts.matrix import WORDS
from dadkhah.filings.document import Block, Heading, Label, Paragraph, Sentence, Table
from dadkhah.filings.drafts import CommunicationDraft
from dadkhah.filings.wording import cell, english_date, fact, law, method
from dadkhah.qualification.matrix import ProofMatrix
from dadkhah.qualification.qualify import Qualification
from dadkhah.records.case import CaseRecords

Blocks = tuple[Block[Sentence], ...]
_LANGUAGES = {"en": "English", "fa": "Dari", "ps": "Pashto", "ar": "Arabic"}
_STATUS = {
    "warrant-issued": "public warrant; its text is sealed",
    "proposed": "proposed in this communication",
}


def main_name(case: CaseRecords, person: str) -> str:
    """Return the main English name of a person or institution."""
    names = [name for name in case.person_names if name.person == person and name.language == "en"]
    main = [name.text for name in names if name.kind == "main"] or [name.text for name in names]
    described = [each.description for each in case.persons if each.id == person]
    return (main or described or [person])[0]


def charged(matrix: ProofMatrix) -> tuple[str, ...]:
    """Return each respondent once; one whose charges differ has several columns."""
    return tuple(dict.fromkeys(column.respondent for column in matrix.columns))


def respondents(case: CaseRecords, words: CommunicationDraft, matrix: ProofMatrix) -> Blocks:
    """Return a section for each respondent: who, which office, alleged in which mode."""
    blocks: Blocks = ()
    for number, respondent in enumerate(charged(matrix), start=1):
        person = next(each for each in case.persons if each.id == respondent)
        name = main_name(case, respondent)
        charges = tuple(
            each for each in matrix.qualifications if each.charge.respondent == person.id
        )
        confused = (method(person.note),) if person.note else ()
        blocks = (
            *blocks,
            Heading(name, 2, f"7.{number}"),
            Paragraph((fact(f"{person.description}.", person.citations), *confused)),
            *words.persons.get(person.id, ()),
            _charges(name, charges),
        )
    return blocks


def _charges(name: str, charges: tuple[Qualification, ...]) -> Table[Sentence]:
    rows = tuple(
        (
            cell(each.charge.id),
            (law(f"{each.crime.name}, {', '.join(each.charge.grounds)} grounds."),),
            cell(f"Article {each.mode.provision.partition('/')[2]}, {each.mode.name.lower()}"),
            cell(english_date(each.charge.period)),
            cell(_STATUS.get(each.charge.status, each.charge.status)),
            (*cell(WORDS[each.conclusion].upper(), is_strong=True), *_by_ground(each)),
        )
        for each in charges
    )
    return Table(
        caption=f"{name}: what is alleged, as strong as its weakest element",
        headers=("No.", "Crime", "Mode of liability", "Period", "Status", "On our records"),
        rows=rows,
        widths=(0.6, 1.8, 1.6, 1.6, 1.6, 1.9),
    )


def _by_ground(charged: Qualification) -> tuple[Label, ...]:
    """What the charge comes out as on each of several grounds alone."""
    return tuple(Label(said) for said in charged.by_ground_in_words.split("; ") if said)


def persons_and_positions(case: CaseRecords) -> Blocks:
    """Return the tables of offices held and of who stands above whom."""
    return _positions(case), _command_links(case)


def _positions(case: CaseRecords) -> Table[Sentence]:
    rows = tuple(
        (
            cell(main_name(case, each.person)),
            (fact(f"{each.title}.", each.citations),),
            cell(main_name(case, each.institution)),
            cell(english_date(each.held)),
        )
        for each in case.positions
    )
    return Table(
        caption="Offices held, as reported",
        headers=("Person", "Office", "Institution", "When"),
        rows=rows,
        widths=(1.6, 3.4, 1.8, 1.4),
        cites_inline=True,
    )


def _command_links(case: CaseRecords) -> Table[Sentence]:
    rows = tuple(
        (
            cell(main_name(case, each.superior)),
            cell(main_name(case, each.subordinate)),
            cell(english_date(each.held)),
            (fact(each.basis, each.citations),),
        )
        for each in case.command_links
    )
    return Table(
        caption="Who gives orders to whom, as reported",
        headers=("Superior", "Subordinate", "When", "Basis"),
        rows=rows,
        widths=(1.6, 1.6, 1.1, 3.6),
        cites_inline=True,
    )


def all_persons(case: CaseRecords) -> Table[Sentence]:
    """Return every person and institution of the case with what is recorded of it."""
    rows = tuple(
        (
            cell(each.id),
            cell(main_name(case, each.id)),
            (fact(f"{each.description}.", each.citations), *_note(each.note)),
        )
        for each in case.persons
    )
    return Table(
        caption="Persons and institutions of this communication",
        headers=("Code", "Name", "As reported"),
        rows=rows,
        widths=(1.2, 2.2, 4),
        cites_inline=True,
    )


def _note(note: str) -> tuple[Sentence, ...]:
    return (method(note),) if note else ()


def name_variants(case: CaseRecords) -> Table[Sentence]:
    """Return each written form of each name; names are not identity."""
    forms: dict[str, list[Sentence]] = {}
    for name in case.person_names:
        forms.setdefault(name.person, []).append(
            Label(f"{name.text} ({_LANGUAGES[name.language]})")
        )
    return Table(
        caption="Written forms of names found in the material",
        headers=("Code", "Person", "Written forms"),
        rows=tuple(
            (cell(person), cell(main_name(case, person)), tuple(written))
            for person, written in forms.items()
        ),
        widths=(1.2, 2.2, 4),
    )
