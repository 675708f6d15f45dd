"""How words of a Word file look, as far as it hides them: set hidden, white, tiny."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from dadkhah.derivation.kinds.documents.office.markup import child, children

_OFF = frozenset({"0", "false", "off", "none"})
_TINY = 4  # half points
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles that hide what is written in them, by their ids."""

    hidden: frozenset[str] = frozenset()

    def hide(self, *ids: str) -> bool:
        """Return whether one of them does."""
        return not self.hidden.isdisjoint(ids)


def styles_of(root: Element | None) -> Styles:
    """Read the part with the styles."""
    found: dict[str, tuple[bool | None, str]] = {}
    for style in children(root):
        if style.tag == "w:style":
            based = child(style, "w:basedOn")
            base = "" if based is None else based.get("w:val", "")
            found[style.get("w:styleId", "")] = (_vanishes(child(style, "w:rPr")), base)
    return Styles(frozenset(name for name in found if _is_hidden(found, name)))


def hiding_of(properties: Element | None, styles: Styles, paragraph_style: str) -> str:
    """Return "hidden-text", "white-text", "tiny-text" or nothing for the properties of a run."""
    style = child(properties, "w:rStyle")
    own = _vanishes(properties)
    if own or (
        own is None
        and styles.hide(paragraph_style, "" if style is None else style.get("w:val", ""))
    ):
        return "hidden-text"
    if properties is None:
        return ""
    colour, size = child(properties, "w:color"), child(properties, "w:sz")
    has_ground = any(child(properties, name) is not None for name in ("w:shd", "w:highlight"))
    if colour is not None and colour.get("w:val", "").upper() == "FFFFFF" and not has_ground:
        return "white-text"
    if (
        size is not None
        and size.get("w:val", "").isdecimal()
        and int(size.get("w:val", "")) < _TINY
    ):
        return "tiny-text"
    return ""


def is_on(element: Element | None) -> bool:
    """Return whether a property that is on or off is on."""
    return element is not None and element.get("w:val", "1").lower() not in _OFF


def _vanishes(properties: Element | None) -> bool | None:
    vanish = child(properties, "w:vanish")
    return None if vanish is None else is_on(vanish)


def _is_hidden(styles: Mapping[str, tuple[bool | None, str]], name: str) -> bool:
    for _ in range(_DEEPEST):
        own, base = styles.get(name, (False, ""))
        if own is not None:
            return own
        name = base
    return False
