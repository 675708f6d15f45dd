"""The proof matrix as a picture: a word in each cell, so that it reads without colour."""

from collections.abc import Iterator

from dadkhah.filings.charts.style import QUIET, styled
from dadkhah.filings.document import Figure
from dadkhah.filings.pictures import svg
from dadkhah.law.model import Law
from dadkhah.qualification.matrix import MatrixRow, MatrixSection, ProofMatrix
from dadkhah.records.conclusion import Conclusion

WORDS = {
    Conclusion.MET: "met",
    Conclusion.DISPUTED: "disputed",
    Conclusion.OPEN: "open",
    Conclusion.NOT_MET: "not met",
}
_SHADES = {"met": "#3f74a6", "disputed": "#a4c0db", "open": "#f2f2ef", "not met": "#ffffff"}
_NOT_CHARGED = "–"


def matrix_picture(matrix: ProofMatrix, law: Law) -> Figure:
    """Draw elements down and respondents across, with the conclusion in each cell.

    An element whose answer depends on the ground has a row for each ground alone under its own.
    """
    rows: list[dict[str, object]] = []
    for section in matrix.sections:
        for row in section.rows:
            rows.extend(_cells(section, row, matrix, law))
    order = list(dict.fromkeys(str(row["element"]) for row in rows))
    said = "; ".join("{element}, {respondent}: {word}".format(**row) for row in rows)
    return Figure(
        svg=svg(styled(_specification(rows, order, [each.name for each in matrix.columns]))),
        alt=f"Proof matrix. {said}.",
        caption=(
            "Proof matrix: elements down, respondents across, at the standard of reasonable grounds"
            " to believe. Conclusions are allegations tested on the records of this case; each word"
            " is explained in the tables of proof of sections 5, 6 and 7. Documented is not"
            " occurred; open means not yet shown, never disproved."
        ),
        records=tuple(charge for column in matrix.columns for charge in column.charges),
        width=0.86,
    )


def _cells(
    section: MatrixSection, row: MatrixRow, matrix: ProofMatrix, law: Law
) -> Iterator[dict[str, object]]:
    """Yield the cells of one element, then those of each ground alone where there are several."""
    parts = {part.ground for cell in row.cells if cell for part in cell.by_ground}
    grounds = ["", *sorted(parts)] if len(parts) > 1 else [""]
    for ground in grounds:
        alone = f", {law.label(ground, 'en').lower()} alone" if ground else ""
        label = f"{_short(section)} {_number(row)}{alone}"
        for column, cell in zip(matrix.columns, row.cells, strict=True):
            word = WORDS[cell.on_ground(ground)] if cell else _NOT_CHARGED
            yield {"element": label, "respondent": column.name, "word": word}


def _short(section: MatrixSection) -> str:
    if section.kind == "context":
        return "Context:"
    article = section.provision.removeprefix("rome-statute/")
    return f"Art. {article} {section.title.lower()}, element"


def _number(row: MatrixRow) -> str:
    owner, slash, number = row.element.partition("/")
    return number if slash else owner.removeprefix("cah-")


def _specification(
    rows: list[dict[str, object]], order: list[str], respondents: list[str]
) -> dict[str, object]:
    return {
        "width": {"step": 150},
        "height": {"step": 17},
        "data": {"values": rows},
        "encoding": {
            "y": {
                "field": "element",
                "sort": order,
                "title": None,
                "axis": {"ticks": False, "domain": False, "labelLimit": 320, "labelPadding": 6},
            },
            "x": {
                "field": "respondent",
                "sort": respondents,
                "title": None,
                "axis": {
                    "orient": "top",
                    "labelAngle": 0,
                    "ticks": False,
                    "domain": False,
                    "labelLimit": 145,
                },
            },
        },
        "layer": _layers(),
    }


def _layers() -> list[dict[str, object]]:
    return [
        {
            "mark": {"type": "rect", "stroke": QUIET, "strokeWidth": 0.5},
            "encoding": {"color": _shade()},
        },
        {
            "mark": {"type": "text", "fontSize": 9},
            "encoding": {
                "text": {"field": "word"},
                "color": {
                    "condition": {"test": "datum.word == 'met'", "value": "white"},
                    "value": "#1a1a1a",
                },
            },
        },
    ]


def _shade() -> dict[str, object]:
    words = [*_SHADES, _NOT_CHARGED]
    return {
        "field": "word",
        "type": "nominal",
        "scale": {"domain": words, "range": [*_SHADES.values(), "#ffffff"]},
        "legend": None,
    }
