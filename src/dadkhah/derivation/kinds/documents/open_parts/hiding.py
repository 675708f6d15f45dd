"""Which styles of an OpenDocument file hide what is set in them."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from dadkhah.derivation.kinds.documents.office.markup import child

_HIDES = (  # where a style says so: its properties, the attribute, the value
    ("style:text-properties", "text:display", "none"),
    ("style:section-properties", "text:display", "none"),
    ("style:table-properties", "table:display", "false"),
    ("style:drawing-page-properties", "presentation:visibility", "hidden"),
)
_WHITE = "#ffffff"
_GROUNDLESS = frozenset({"", "transparent", _WHITE})


@dataclass(frozen=True, slots=True)
class Hiding:
    """The names of styles that hide, and of those that write in white."""

    styles: frozenset[str]
    white: frozenset[str]


def hiding_of(*roots: Element | None) -> Hiding:
    """Read the styles of all parts that have some."""
    hidden, white = set(), set()
    for root in roots:
        for style in root.iter("style:style") if root is not None else ():
            name = style.get("style:name", "")
            if any(_says(style, *where) for where in _HIDES):
                hidden.add(name)
            if _is_white(style):
                white.add(name)
    return Hiding(frozenset(hidden), frozenset(white))


def _says(style: Element, properties: str, attribute: str, value: str) -> bool:
    found = child(style, properties)
    return found is not None and found.get(attribute) == value


def _is_white(style: Element) -> bool:
    found = child(style, "style:text-properties")
    if found is None or found.get("fo:color", "").lower() != _WHITE:
        return False
    return found.get("fo:background-color", "").lower() in _GROUNDLESS
