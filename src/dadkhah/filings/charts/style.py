"""One look for every picture: calm, readable in grey and by people who see colour differently."""

from typing import Any

Specification = dict[str, Any]  # Vega-Lite, as JSON

INK, QUIET, RULE, ACCENT = "#1a1a1a", "#5a5a5a", "#d8d8d8", "#23415f"
NO_RECORD = "#f2f2ef"
BLUES = ["#d6e2ee", "#a4c0db", "#6f9bc4", "#3f74a6", "#1b4677"]  # light to dark, also in grey
NOT_OCCURRED = "What is documented is not what occurred: silence in the record is not absence."


def styled(specification: Specification) -> Specification:
    """Return the specification with fonts, sizes and colours of a filing."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": "white",
        "config": {
            "font": "Vazirmatn",
            "view": {"stroke": None},
            "axis": {
                "labelColor": INK,
                "titleColor": QUIET,
                "labelFontSize": 10,
                "titleFontSize": 10,
                "titleFontWeight": "normal",
                "gridColor": RULE,
                "domainColor": QUIET,
                "tickColor": QUIET,
            },
            "legend": {"labelColor": INK, "titleColor": QUIET, "titleFontWeight": "normal"},
            "text": {"color": INK, "font": "Vazirmatn"},
        },
        **specification,
    }
