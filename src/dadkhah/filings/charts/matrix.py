"""The proof matrix as a picture: a word in each cell, so that it reads without colour."""

from dadkhah.filings.charts.style import QUIET, styled
from dadkhah.filings.document import Figure
from dadkhah.filings.pictures import svg
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


def matrix_picture(matrix: ProofMatrix) -> Figure:
    """Draw elements down and respondents across, with the conclusion in each cell."""
    rows: list[dict[str, object]] = []
    order: list[str] = []
    said: list[str] = []
    for section in matrix.sections:
        for row in section.rows:
            label = f"{_short(section)} {_number(row)}"
            order.append(label)
            for column, cell in zip(matrix.columns, row.cells, strict=True):
                word = WORDS[cell.conclusion] if cell else _NOT_CHARGED
                rows.append({"element": label, "respondent": column.name, "word": word})
                said.append(f"{label}, {column.name}: {word}")
    return Figure(
        svg=svg(styled(_specification(rows, order, [each.name for each in matrix.columns]))),
        alt="Proof matrix. " + "; ".join(said) + ".",
        caption=(
            "Proof matrix: elements down, respondents across, at the standard of reasonable grounds"
            " to believe. Conclusions are allegations tested on the records of this case; each word"
            " is explained in the tables of proof of sections 5, 6 and 7. Documented is not"
            " occurred; open means not yet shown, never disproved."
        ),
        records=tuple(charge for column in matrix.columns for charge in column.charges),
        width=0.86,
    )


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
                "axis": {"ticks": False, "domain": False, "labelLimit": 320},
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
