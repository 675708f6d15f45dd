"""Read the XML parts of an office file, with short names: `w:p`, whatever prefix the file uses."""

import io
from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from dadkhah.derivation.kinds.documents.opened import Opened
from dadkhah.derivation.outcome import MIB, Reason
from dadkhah.errors import FileNotDerivable

_MOST_BYTES = 64 * MIB  # as a tree in memory it needs about ten times that
_DEEPEST = 256
_OFFICE = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_MICROSOFT = "http://schemas.microsoft.com/office/"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    f"{_OFFICE}wordprocessingml/2006/main": "w", f"{_STRICT}wordprocessingml/main": "w",
    f"{_OFFICE}spreadsheetml/2006/main": "s", f"{_STRICT}spreadsheetml/main": "s",
    f"{_OFFICE}presentationml/2006/main": "p", f"{_STRICT}presentationml/main": "p",
    f"{_OFFICE}drawingml/2006/main": "a", f"{_STRICT}drawingml/main": "a",
    f"{_OFFICE}drawingml/2006/chart": "c", f"{_STRICT}drawingml/chart": "c",
    f"{_OFFICE}drawingml/2006/spreadsheetDrawing": "xdr",
    f"{_STRICT}drawingml/spreadsheetDrawing": "xdr",
    f"{_OFFICE}officeDocument/2006/relationships": "r",
    f"{_STRICT}officeDocument/relationships": "r",
    f"{_OFFICE}officeDocument/2006/math": "m", f"{_STRICT}officeDocument/math": "m",
    f"{_OFFICE}markup-compatibility/2006": "mc",
    f"{_OFFICE}package/2006/relationships": "rel",
    f"{_MICROSOFT}powerpoint/2018/8/main": "p188",
    f"{_MICROSOFT}spreadsheetml/2018/threadedcomments": "s18",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.w3.org/1999/xlink": "xlink",
    **{
        f"{_OPEN}{name}:1.0": prefix
        for name, prefix in {
            "office": "office", "text": "text", "table": "table", "drawing": "draw",
            "presentation": "presentation", "style": "style", "meta": "meta",
            "manifest": "manifest", "xsl-fo-compatible": "fo", "script": "script",
        }.items()
    },
}  # fmt: skip


def parsed(package: Opened, name: str) -> Element | None:
    """Return the root of an XML part, or None when there is no such part.

    Raises `FileNotDerivable` for damage, for a document type or entities (no office program writes
    them; they are how a few bytes become gigabytes), and for depth.
    """
    if not package.has(name):
        return None
    if package.size(name) > _MOST_BYTES:
        message = f"Its part {name[:200]!r} has more than {_MOST_BYTES} bytes."
        raise FileNotDerivable(Reason.TOO_LARGE, message)
    try:
        root: Element = fromstring(package.part(name), forbid_dtd=True)
    except DefusedXmlException as error:
        raise _with_entities(name) from error
    except (ParseError, ValueError, LookupError) as error:
        raise _damaged(name, error) from error
    _shorten(root, name)
    return root


def streamed(package: Opened, name: str, wanted: frozenset[str]) -> Iterator[Element]:
    """Yield the elements of these short names as they end, for parts that may be large.

    What has been yielded is emptied afterwards. Raises like `parsed`.
    """
    depth = 0
    stack: list[Element] = []
    try:
        for event, element in iterparse(
            io.BytesIO(package.part(name)), events=("start", "end"), forbid_dtd=True
        ):
            if event == "start":
                depth += 1
                _check_depth(depth, name)
                stack.append(element)
                continue
            depth -= 1
            stack.pop()
            _shorten_one(element)
            if element.tag in wanted:
                yield element
                element.clear()
                if stack:
                    stack[-1].remove(element)
    except DefusedXmlException as error:
        raise _with_entities(name) from error
    except (ParseError, LookupError) as error:
        raise _damaged(name, error) from error


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first child of this name, or go down a path of names; None when there is none."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if one.tag == name), None)
    return element


def children(element: Element | None, *path: str) -> list[Element]:
    """Return the children of an element, or of what a path of names leads to; none of nothing."""
    found = child(element, *path)
    return [] if found is None else list(found)


def chosen(alternatives: Element) -> Element:
    """Return the first of several ways to say the same (`mc:AlternateContent`)."""
    return next(iter(alternatives), alternatives)


def words(element: Element | None) -> str:
    """Return all characters in an element, without spaces at the ends."""
    return "" if element is None else "".join(element.itertext()).strip()


def local(element: Element) -> str:
    """Return the name without its prefix: for parts whose prefix changes with the version."""
    return element.tag.rpartition(":")[2].rpartition("}")[2]


def _shorten(root: Element, name: str) -> None:
    level, depth = [root], 0
    while level:
        depth += 1
        _check_depth(depth, name)
        for element in level:
            _shorten_one(element)
        level = [one for element in level for one in element]


def _shorten_one(element: Element) -> None:
    element.tag = _short(element.tag)
    if any("{" in key for key in element.keys()):  # noqa: SIM118 - an Element is no mapping
        for key, value in list(element.items()):
            if "{" in key:
                del element.attrib[key]
                element.set(_short(key), value)


@lru_cache(maxsize=4096)
def _short(name: str) -> str:
    space, _, plain = name[1:].partition("}") if name.startswith("{") else ("", "", name)
    prefix = _PREFIXES.get(space, "")
    return f"{prefix}:{plain}" if prefix else name


def _check_depth(depth: int, name: str) -> None:
    if depth > _DEEPEST:
        message = f"Its part {name[:200]!r} is nested more than {_DEEPEST} deep."
        raise FileNotDerivable(Reason.DAMAGED, message)


def _with_entities(name: str) -> FileNotDerivable:
    message = (
        f"Its part {name[:200]!r} declares a document type or entities, as no office program does:"
        " it is made to harm the program that reads it."
    )
    return FileNotDerivable(Reason.DAMAGED, message)


def _damaged(name: str, error: Exception) -> FileNotDerivable:
    return FileNotDerivable(Reason.DAMAGED, f"Its part {name[:200]!r} is damaged: {error}.")
