"""The proof matrix as plain text: words and marks, so that it reads without colour.

A cell is a mark, the conclusion in words, and passages for:against; below it, where the answer
differs by ground, the conclusion on each. Columns that do not fit the width follow below.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap

from dadkhah.qualification.element import ElementConclusion
from dadkhah.qualification.matrix.layout import MatrixColumn, MatrixSection, ProofMatrix
from dadkhah.qualification.weighing import words
from dadkhah.records.conclusion import Conclusion

MARKS = {
    Conclusion.MET: "+",
    Conclusion.DISPUTED: "~",
    Conclusion.OPEN: "?",
    Conclusion.NOT_MET: "x",
}
LEGEND = (
    "+ MET   ~ DISPUTED   ? OPEN   x NOT MET   . not charged",
    "2:1 after a conclusion: two passages support its propositions, one says otherwise.",
    "Below a conclusion: what each charged ground alone comes out as; the weakest counts.",
)
CELL = 16  # "x NOT MET  10:10" and "~ DISPUTED 99:9"
NARROWEST = 40
LINES_OF_TEXT = 3

Paint = Callable[[str, Conclusion], str]


def print_matrix(matrix: ProofMatrix, *, width: int, paint: Paint = lambda text, _: text) -> str:
    """Return `matrix` in lines of at most `width` columns (40 at least).

    `paint` may add colour to a cell; it must not change what is read.
    """
    width = max(width, NARROWEST)
    return "\n".join(line.rstrip() for line in _lines(matrix, width, paint)) + "\n"


def _lines(matrix: ProofMatrix, width: int, paint: Paint) -> Iterator[str]:
    day = f", on {matrix.on.isoformat()}" if matrix.on else ""
    head = f"{matrix.case}: law {matrix.law_version}, standard {matrix.standard}{day}."
    yield from wrap(head, width)
    yield from wrap("What follows is alleged and tested on the records of the case.", width)
    for legend in LEGEND:
        yield from wrap(legend, width)
    if not matrix.qualifications:
        yield "No charges."
        return
    at_once = max(1, (width - width * 2 // 5) // CELL)
    for first in range(0, len(matrix.columns), at_once):
        shown = range(first, min(first + at_once, len(matrix.columns)))
        yield ""
        yield from _heading([matrix.columns[i] for i in shown], width)
        for section in matrix.sections:
            yield from _section(section, shown, width, paint)
    yield ""
    yield from _charges(matrix, width, paint)


def _heading(columns: Sequence[MatrixColumn], width: int) -> Iterator[str]:
    label = width - CELL * len(columns)
    names = [wrap(column.name, CELL - 2) for column in columns]
    for line in range(max(map(len, names))):
        cells = (name[line] if line < len(name) else "" for name in names)
        yield " " * label + "".join(f"  {cell:<{CELL - 2}}" for cell in cells)


def _section(
    section: MatrixSection, shown: Sequence[int], width: int, paint: Paint
) -> Iterator[str]:
    label = width - CELL * len(shown)
    yield ""
    yield from wrap(f"{section.title.upper()} ({section.provision})", width)
    yield "-" * width
    for row in section.rows:
        text = wrap(
            f"{_number(row.element)} {row.text}",
            label - 1,
            subsequent_indent="  ",
            max_lines=LINES_OF_TEXT,
            placeholder=" ...",
        )
        cells = [tuple(_cell(row.cells[i], paint)) for i in shown]
        for left, *right in zip_longest(text, *cells):
            yield f"{left or '':<{label}}" + "".join(cell or " " * CELL for cell in right)


def _number(element: str) -> str:
    """An element of a crime or a mode by its number, one of the context by its name."""
    owner, slash, number = element.partition("/")
    return f"{number}." if slash else f"{owner}:"


def _cell(concluded: ElementConclusion | None, paint: Paint) -> Iterator[str]:
    """The lines of a cell, each as wide as it: the conclusion, then the grounds if several."""
    if concluded is None:
        yield f"  {'.':<{CELL - 2}}"
        return
    passages = len(concluded.passages_for), len(concluded.passages_against)
    counted = f" {passages[0]}:{passages[1]}" if any(passages) else ""
    yield _painted(_said(concluded.conclusion), concluded.conclusion, paint, counted)
    for part in concluded.by_ground if len(concluded.by_ground) > 1 else ():
        said = f"{_said(part.conclusion)} {part.ground}"
        for line in wrap(said, CELL - 2, subsequent_indent=" "):
            yield _painted(line, part.conclusion, paint)


def _painted(text: str, conclusion: Conclusion, paint: Paint, plain: str = "") -> str:
    padding = " " * (CELL - 2 - len(text) - len(plain))
    return f"  {paint(text, conclusion)}{plain}{padding}"


def _said(conclusion: Conclusion) -> str:
    return f"{MARKS[conclusion]} {words(conclusion).upper()}"


def _charges(matrix: ProofMatrix, width: int, paint: Paint) -> Iterator[str]:
    yield from wrap("CHARGES, each as strong as its weakest element and ground", width)
    yield "-" * width
    for qualification in matrix.qualifications:
        charge, conclusion = qualification.charge, qualification.conclusion
        said = _said(conclusion)
        grounds = f" ({', '.join(charge.grounds)})" if charge.grounds else ""
        text = (
            f"{charge.id}  {charge.respondent}: {qualification.crime.name}{grounds} by "
            f"{qualification.mode.name.lower()}; {charge.status}; "
            f"{len(qualification.gaps)} of {len(qualification.every_element)} elements not met"
        )
        text = "; ".join(filter(None, (text, qualification.by_ground_in_words)))
        first, *rest = wrap(text, width - 13, subsequent_indent="      ")
        yield paint(said, conclusion) + " " * (12 - len(said)) + first
        yield from (" " * 12 + line for line in rest)
