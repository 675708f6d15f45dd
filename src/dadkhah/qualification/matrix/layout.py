"""The proof matrix: elements down, respondents across, a conclusion in each cell.

Sections follow the law: the context once, then each crime charged, then each mode of
liability. A cell is None where the respondent is not charged with that crime or mode. Where
one respondent's charges conclude differently on the same element, each has its own column.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dadkhah.law.model import Crime, Law
from dadkhah.qualification.chart import REASONABLE_GROUNDS, ProofChart, chart
from dadkhah.qualification.contextual import Context, conclude_on_context
from dadkhah.qualification.element import ElementConclusion, once
from dadkhah.qualification.qualify import Qualification, qualify_in
from dadkhah.records.case import CaseRecords


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A respondent, and the charges against them that conclude alike."""

    respondent: str
    name: str  # with the charge, where the respondent has several columns
    charges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One element, and what the case says on it for each column."""

    element: str
    text: str
    cite: str
    cells: tuple[ElementConclusion | None, ...]


@dataclass(frozen=True, slots=True)
class MatrixSection:
    """The rows of the context, of one crime or of one mode of liability."""

    id: str  # "context", "rs-7-1-h", "25-3-b-ordering"
    kind: str  # "context" | "crime" | "mode"
    title: str
    provision: str
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class ProofMatrix:
    """Every charge of a case laid out. Alleged, never found; `on` is the day given."""

    case: str
    law_version: str
    standard: str
    on: date | None
    columns: tuple[MatrixColumn, ...]
    sections: tuple[MatrixSection, ...]
    qualifications: tuple[Qualification, ...]


def proof_matrix(
    case: CaseRecords,
    law: Law,
    *,
    standard: str = REASONABLE_GROUNDS,
    on: date | None = None,
    crimes: Iterable[str] = (),
    respondents: Iterable[str] = (),
) -> ProofMatrix:
    """Lay out the charges of `case`; `crimes` and `respondents` narrow them when given.

    Raises what `qualify` raises for the first charge or finding that cannot be used.
    """
    crimes, respondents = tuple(crimes), tuple(respondents)
    charted = chart(case, law, standard=standard)
    context = conclude_on_context(charted)
    qualified = tuple(
        qualify_in(charted, context, charge, on=on)
        for charge in case.charges
        if (not crimes or charge.crime in crimes)
        and (not respondents or charge.respondent in respondents)
    )
    columns = _columns(charted, qualified)
    return ProofMatrix(
        case=case.info.slug,
        law_version=law.version,
        standard=standard,
        on=on,
        columns=columns,
        sections=_sections(law, context, qualified, columns),
        qualifications=qualified,
    )


def _columns(chart: ProofChart, qualified: Sequence[Qualification]) -> tuple[MatrixColumn, ...]:
    columns: list[MatrixColumn] = []
    for respondent in once(q.charge.respondent for q in qualified):
        theirs = [q for q in qualified if q.charge.respondent == respondent]
        name, ids = chart.name_of(respondent), tuple(q.charge.id for q in theirs)
        if _conclude_alike(theirs):
            columns.append(MatrixColumn(respondent, name, ids))
        else:
            columns += [MatrixColumn(respondent, f"{name} {i}", (i,)) for i in ids]
    return tuple(columns)


def _conclude_alike(qualified: Iterable[Qualification]) -> bool:
    """Whether charges that share an element agree on it."""
    seen: dict[str, ElementConclusion] = {}
    return all(
        seen.setdefault(concluded.element.id, concluded) == concluded
        for qualification in qualified
        for concluded in qualification.every_element
    )


def _sections(
    law: Law,
    context: Context,
    qualified: Sequence[Qualification],
    columns: Sequence[MatrixColumn],
) -> tuple[MatrixSection, ...]:
    crimes = {q.crime.id: q.crime for q in qualified}
    modes = {q.mode.id: q.mode for q in qualified}
    sections = [_context(law, context, crimes.values(), len(columns))]
    for crime in crimes.values():
        rows = _rows([q for q in qualified if q.crime is crime], columns, _of_crime)
        sections.append(MatrixSection(crime.id, "crime", crime.name, crime.provision, rows))
    for mode in modes.values():
        rows = _rows([q for q in qualified if q.mode is mode], columns, _of_mode)
        sections.append(MatrixSection(mode.id, "mode", mode.name, mode.provision, rows))
    return tuple(section for section in sections if section.rows)


def _context(law: Law, context: Context, crimes: Iterable[Crime], columns: int) -> MatrixSection:
    """The contextual elements that these crimes need; none for war crimes alone."""
    elements = [element for crime in crimes for element in crime.elements]
    groups = [group for element in elements for group in law.contextual_needs(element)]
    needed = {id_ for group in groups for id_ in group}
    rows = tuple(_row(part, (part,) * columns) for id_, part in context.items() if id_ in needed)
    title = "Context of the attack, charted once"
    return MatrixSection("context", "context", title, "rome-statute/7", rows)


def _rows(
    qualified: Sequence[Qualification],
    columns: Sequence[MatrixColumn],
    elements: Callable[[Qualification], tuple[ElementConclusion, ...]],
) -> tuple[MatrixRow, ...]:
    """The charges of one column conclude alike, so that any of them fills its cells."""
    concluded = {q.charge.id: elements(q) for q in qualified}
    filled = [next((concluded[c] for c in col.charges if c in concluded), None) for col in columns]
    return tuple(
        _row(part, tuple(cells[i] if cells else None for cells in filled))
        for i, part in enumerate(elements(qualified[0]))
    )


def _row(part: ElementConclusion, cells: tuple[ElementConclusion | None, ...]) -> MatrixRow:
    return MatrixRow(part.element.id, part.element.text, part.element.cite, cells)


def _of_crime(qualification: Qualification) -> tuple[ElementConclusion, ...]:
    return qualification.elements


def _of_mode(qualification: Qualification) -> tuple[ElementConclusion, ...]:
    return qualification.mode_elements
