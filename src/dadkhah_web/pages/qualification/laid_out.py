"""The proof matrix as a page shows it: every cell a state, a word, a count and a link."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from dadkhah.filings.wording import official
from dadkhah.qualification.element import ElementConclusion
from dadkhah.qualification.matrix import MatrixColumn, MatrixSection
from dadkhah_web.pages.qualification.links import cell_url
from dadkhah_web.pages.qualification.proof import Proof
from dadkhah_web.pages.qualification.words import conclusion_state, element_label
from dadkhah_web.pages.templatetags.dadkhah import label

MOST_SIDE_BY_SIDE = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """A conclusion on one element for one column."""

    state: str
    url: str
    supporting: int
    contradicting: int
    grounds: tuple[tuple[str, str], ...]
    """Name and state of each ground alone, where the answer depends on it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A person, and the charges against them that conclude alike."""

    respondent: str
    name: str
    charges: tuple[str, ...]
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One element, and what the case says on it for each column."""

    number: str
    text: str
    element: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The context, a crime, or a mode of liability."""

    title: str
    provision: str
    rows: tuple[Row, ...]
    is_shared: bool
    """Whether it is charted once, for everybody."""


@dataclass(frozen=True, slots=True)
class Laid:
    """The matrix, and the same by person for a narrow screen."""

    columns: tuple[Column, ...]
    sections: tuple[Section, ...]

    @property
    def fits(self) -> bool:
        """Whether all columns fit a wide screen side by side."""
        return len(self.columns) <= MOST_SIDE_BY_SIDE

    @property
    def context(self) -> list[tuple[Section, list[tuple[Row, Cell]]]]:
        """The context, which is the same for everybody."""
        return [(one, _cells(one, 0)) for one in self.sections if one.is_shared]

    @property
    def by_person(self) -> Iterator[tuple[Column, list[tuple[Section, list[tuple[Row, Cell]]]]]]:
        """Yield each column with the sections that have anything to say on it alone."""
        for place, column in enumerate(self.columns):
            own = (section for section in self.sections if not section.is_shared)
            told = [(section, _cells(section, place)) for section in own]
            yield column, [(section, rows) for section, rows in told if rows]


def laid_out(proof: Proof, slug: str, names: Mapping[str, str]) -> Laid:
    """Return the matrix of all charges that can be tested."""
    matrix = proof.matrix
    columns = tuple(_column(proof, column, names) for column in matrix.columns)
    sections = tuple(_section(proof, section, slug) for section in matrix.sections)
    return Laid(columns, sections)


def shown_cell(concluded: ElementConclusion, url: str) -> Cell:
    """Return a conclusion as a cell that leads to `url`."""
    several = concluded.by_ground if len(concluded.by_ground) > 1 else ()
    return Cell(
        state=conclusion_state(concluded.conclusion),
        url=url,
        supporting=len(concluded.passages_for),
        contradicting=len(concluded.passages_against),
        grounds=tuple((label(one.ground), conclusion_state(one.conclusion)) for one in several),
    )


def _column(proof: Proof, column: MatrixColumn, names: Mapping[str, str]) -> Column:
    charges = [proof.tested[code].charge for code in column.charges]
    modes = tuple(dict.fromkeys(label(charge.mode) for charge in charges))
    return Column(
        column.respondent, names.get(column.respondent, column.respondent), column.charges, modes
    )


def _section(proof: Proof, section: MatrixSection, slug: str) -> Section:
    rows = []
    for row in section.rows:
        cells = tuple(
            _cell(proof, concluded, section, column, slug)
            for concluded, column in zip(row.cells, proof.matrix.columns, strict=True)
        )
        element = proof.law.element(row.element)
        rows.append(Row(element_label(element), row.text, row.element, cells))
    is_shared = section.kind == "context"
    title = gettext("Context of the attack") if is_shared else label(section.id)
    return Section(title, official(section.provision), tuple(rows), is_shared)


def _cell(
    proof: Proof,
    concluded: ElementConclusion | None,
    section: MatrixSection,
    column: MatrixColumn,
    slug: str,
) -> Cell | None:
    if concluded is None:
        return None
    charge = "" if section.kind == "context" else _charge_of(proof, section.id, column)
    asked = {"charge": charge, "standard": proof.asked_standard}
    return shown_cell(concluded, cell_url(slug, concluded.element.id, **asked))


def _charge_of(proof: Proof, owner: str, column: MatrixColumn) -> str:
    charges = [proof.tested[code].charge for code in column.charges]
    return next(one.id for one in charges if owner in (one.crime, one.mode))


def _cells(section: Section, place: int) -> list[tuple[Row, Cell]]:
    found = ((row, row.cells[place]) for row in section.rows)
    return [(row, cell) for row, cell in found if cell is not None]
