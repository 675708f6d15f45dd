"""Pictures without a browser: Vega-Lite to SVG, SVG to PNG, always with the shipped fonts."""

from functools import cache

import vl_convert

from dadkhah.resources import shipped

_PNG_SCALE = 2.0


def svg(specification: dict[str, object]) -> str:
    """Return the picture a Vega-Lite specification describes."""
    _register_fonts()
    drawn: str = vl_convert.vegalite_to_svg(specification, allowed_base_urls=[])
    return drawn


def png(picture: str) -> bytes:
    """Return an SVG picture as PNG, for word processors."""
    _register_fonts()
    drawn: bytes = vl_convert.svg_to_png(picture, scale=_PNG_SCALE)
    return drawn


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(shipped("vendor") / "vazirmatn"))
