"""Tables of proof: per element, its propositions with exhibits for and against, and the gap."""

from dadkhah.filings.charts.matrix import WORDS
from dadkhah.filings.document import Bearing, Block, Cell, Citation, Fact, Sentence, Table
from dadkhah.filings.wording import cell, fact, law, method, methods, official
from dadkhah.qualification.element import ElementConclusion
from dadkhah.qualification.matrix import MatrixRow, MatrixSection, ProofMatrix
from dadkhah.records.case import CaseRecords
from dadkhah.records.conclusion import Conclusion

_HEADERS = (
    "No.",
    "Element, in our wording",
    "Propositions, with exhibits for and against",
    "Conclusion",
    "What would close the gap",
)
_WIDTHS = (0.55, 1.9, 4.1, 1.15, 2.0)
_CONTEXT_WIDTHS = (1.15, 1.9, 3.8, 1.1, 1.75)  # the context has names where crimes have numbers
_ROW = tuple[Cell[Sentence], ...]


def table_of_proof(section: MatrixSection, matrix: ProofMatrix) -> Table[Sentence]:
    """Return the table of one crime, mode of liability or of the context.

    An element on which every respondent stands alike has one row, otherwise one for each.
    """
    rows = [row for each in section.rows for row in _rows(each, matrix)]
    where = official(section.provision)
    return Table(
        caption=f"{section.title}, {where}: elements, facts and what is missing",
        headers=_HEADERS,
        rows=tuple(rows),
        widths=_CONTEXT_WIDTHS if section.kind == "context" else _WIDTHS,
        cites_inline=True,
    )


def _rows(row: MatrixRow, matrix: ProofMatrix) -> list[_ROW]:
    named = [
        (column.name, concluded)
        for column, concluded in zip(matrix.columns, row.cells, strict=True)
        if concluded is not None
    ]
    first = named[0][1]
    if all(_alike(first, concluded) for _, concluded in named):
        return [_row(row, "", first)]
    return [_row(row, name, concluded) for name, concluded in named]


def _alike(one: ElementConclusion, other: ElementConclusion) -> bool:
    return (one.conclusion, one.propositions, one.gaps) == (
        other.conclusion,
        other.propositions,
        other.gaps,
    )


def _row(row: MatrixRow, respondent: str, concluded: ElementConclusion) -> _ROW:
    owner, slash, number = row.element.partition("/")
    who = cell(respondent, is_strong=True) if respondent else ()
    propositions = tuple(fact(each.text, each.citations) for each in concluded.propositions)
    none = () if propositions else (method("No proposition is recorded."),)
    parts = tuple(
        method(f"Rests on the context, {_name(part.element.id)}: {WORDS[part.conclusion]}.")
        for part in concluded.parts
    )
    gaps = tuple(method(gap) for gap in concluded.gaps)
    closed = "Nothing at this standard; more sources would strengthen it."
    return (
        cell(number if slash else _name(owner)),
        (law(row.text),),
        (*who, *propositions, *parts, *(none if not parts else ())),
        cell(WORDS[concluded.conclusion].upper(), is_strong=True),
        gaps if concluded.conclusion is not Conclusion.MET else (method(closed),),
    )


def _name(contextual: str) -> str:
    return contextual.removeprefix("cah-")


def contrary_passages(case: CaseRecords) -> tuple[Block[Sentence], ...]:
    """Return every passage recorded against a proposition, beside that proposition."""
    quotes = {passage.id: passage.quote or passage.note for passage in case.passages}
    rows = tuple(
        (
            cell(proposition.id),
            (fact(proposition.text, proposition.citations),),
            tuple(
                Fact(f"“{quotes[against]}”", (Citation(against, Bearing.SUPPORTS),))
                for against in proposition.citations.contradicts
            ),
        )
        for proposition in case.propositions
        if proposition.citations.contradicts
    )
    if not rows:
        return (methods("No passage recorded in this case contradicts a proposition."),)
    return (
        methods(
            "The table lists every passage of the case that is recorded as contradicting a"
            " proposition (Rome Statute, Article 54(1)(a)). None was left out."
        ),
        Table(
            caption="Passages that speak against a proposition",
            headers=("No.", "Proposition", "What speaks against it"),
            rows=rows,
            widths=(0.7, 3, 3),
            cites_inline=True,
        ),
    )
