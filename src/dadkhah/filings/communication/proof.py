"""Tables of proof: per element, its propositions with exhibits for and against, and the gap."""

from dadkhah.filings.charts.matrix import WORDS
from dadkhah.filings.document import Bearing, Block, Cell, Citation, Fact, Label, Sentence, Table
from dadkhah.filings.wording import cell, fact, law, method, methods, official
from dadkhah.law.model import Law
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
_WIDTHS = (0.55, 1.9, 4.0, 1.3, 1.95)
_CONTEXT_WIDTHS = (1.15, 1.9, 3.8, 1.1, 1.75)  # the context has names where crimes have numbers
LEGEND = (
    "The wording of the elements is ours and only the official text named in Annex E counts; open"
    " means not yet shown, never disproved, for what is documented is not what occurred."
)
_ROW = tuple[Cell[Sentence], ...]


def table_of_proof(section: MatrixSection, matrix: ProofMatrix, law_file: Law) -> Table[Sentence]:
    """Return the table of one crime, mode of liability or of the context.

    An element on which every respondent stands alike has one row, otherwise one for each. Where
    the answer depends on the ground charged, the answer on each ground stands under the whole.
    """
    rows = [row for each in section.rows for row in _rows(each, matrix, law_file)]
    where = official(section.provision)
    return Table(
        caption=f"{section.title}, {where}: elements, facts and what is missing",
        headers=_HEADERS,
        rows=tuple(rows),
        widths=_CONTEXT_WIDTHS if section.kind == "context" else _WIDTHS,
        cites_inline=True,
        legend=LEGEND,
    )


def _rows(row: MatrixRow, matrix: ProofMatrix, law_file: Law) -> list[_ROW]:
    named = [
        (column.name, concluded)
        for column, concluded in zip(matrix.columns, row.cells, strict=True)
        if concluded is not None
    ]
    first = named[0][1]
    if all(_alike(first, concluded) for _, concluded in named):
        return [_row(row, "", first, law_file)]
    return [_row(row, name, concluded, law_file) for name, concluded in named]


def _alike(one: ElementConclusion, other: ElementConclusion) -> bool:
    return _said(one) == _said(other)


def _said(concluded: ElementConclusion) -> tuple[object, ...]:
    """All that a row says of a conclusion."""
    by_ground = tuple((part.ground, part.conclusion) for part in concluded.by_ground)
    return (concluded.conclusion, concluded.propositions, concluded.gaps, by_ground)


def _row(row: MatrixRow, respondent: str, concluded: ElementConclusion, law_file: Law) -> _ROW:
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
        (
            *cell(WORDS[concluded.conclusion].upper(), is_strong=True),
            *_by_ground(concluded, law_file),
        ),
        gaps if concluded.conclusion is not Conclusion.MET else (method(closed),),
    )


def _by_ground(concluded: ElementConclusion, law_file: Law) -> Cell[Sentence]:
    """The conclusion on each ground alone, where there are several: "gender: MET"."""
    parts = concluded.by_ground if len(concluded.by_ground) > 1 else ()
    return tuple(
        Label(f"{law_file.label(part.ground, 'en').lower()}: {WORDS[part.conclusion].upper()}")
        for part in parts
    )


def _name(contextual: str) -> str:
    return contextual.removeprefix("cah-")


def _quoted(passages: tuple[str, ...], quotes: dict[str, str]) -> Cell[Sentence]:
    """Each quotation once, with every passage that has its words."""
    found: dict[str, list[Citation]] = {}
    for passage in passages:
        found.setdefault(quotes[passage], []).append(Citation(passage, Bearing.SUPPORTS))
    return tuple(Fact(f"“{words}”", tuple(citations)) for words, citations in found.items())


def contrary_passages(case: CaseRecords) -> tuple[Block[Sentence], ...]:
    """Return every passage recorded against a proposition, beside that proposition."""
    quotes = {passage.id: passage.quote or passage.note for passage in case.passages}
    rows = tuple(
        (
            cell(proposition.id),
            (fact(proposition.text, proposition.citations),),
            _quoted(proposition.citations.contradicts, quotes),
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
