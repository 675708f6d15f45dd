"""What auto-archiver (Bellingcat) leaves: pages of what was archived, their media, their hashes."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from dadkhah.derivation.findings import Fact, Findings
from dadkhah.derivation.kinds.messages.html_pieces import Tag, html_pieces
from dadkhah.derivation.kinds.packages.claims import Promise, claim, compared
from dadkhah.derivation.kinds.packages.contents import Contents

TOOL = "auto-archiver"
_SIGN = "bellingcat/auto-archiver"
_VERSION = re.compile(r"auto-archiver</a>\s*v([\w.+-]{1,40})")
_HASH = re.compile(r"\b(SHA-256|SHA3-512):([0-9a-f]{64,128})\b")
_NAMES = {"SHA-256": "sha256", "SHA3-512": "sha3_512"}
_MOST_PAGES, _MOST_VALUES = 30, 60
_TIME_STAMPS = (".tst", ".tsr", ".ots")


def recognises(names: Sequence[str]) -> bool:
    """Its pages have names without meaning; only what stands in them tells."""
    return any(name.lower().endswith((".html", ".htm")) for name in names)


def algorithms(contents: Contents) -> frozenset[str]:
    """Return those its pages name: SHA-256 or SHA3-512."""
    found = {kind for held in contents.values() for kind, _ in _HASH.findall(held.text)}
    return frozenset(_NAMES[kind] for kind in found) or frozenset({"sha256"})


def read(contents: Contents) -> Findings | None:
    """Read the pages it wrote as claims. Media are told by their hash: their names are random."""
    pages = {
        name: held.text
        for name, held in contents.items()
        if recognises([name]) and held.content and _SIGN.encode() in held.content
    }
    if not pages:
        return None
    facts = [Fact("package", "tool", TOOL)]
    promises = []
    for name, text in list(pages.items())[:_MOST_PAGES]:
        if found := _VERSION.search(text):
            facts.append(claim("version", found.group(1), of=name))
        facts += [claim(key, value, of=name) for key, value in _metadata(text)]
        promises += [Promise("", _NAMES[kind], value) for kind, value in _HASH.findall(text)]
    if stamps := sum(name.endswith(_TIME_STAMPS) for name in contents):
        facts.append(Fact("package", "time stamps", str(stamps)))
    return Findings(facts=tuple(facts), notices=tuple(compared(promises, contents, TOOL)))


def _metadata(text: str) -> Iterator[tuple[str, str]]:
    """Give the address, and the rows of the table of what was noted."""
    title = re.search(r"<title>([^<]{1,2000})</title>", text)
    if title:
        yield "address", unescape(title.group(1)).strip()
    cells: list[str] = []
    within, given = False, 0
    for piece in html_pieces(text):
        if isinstance(piece, str):
            if within and cells:
                cells[-1] += unescape(piece)
        elif piece.name == "table":
            within = not piece.is_end and "metadata" in piece.attributes.get("class", "")
        elif within and given < _MOST_VALUES:
            given += _is_row_end(piece, cells)
            if row := _row(piece, cells):
                yield row


def _is_row_end(tag: Tag, cells: list[str]) -> bool:
    return tag.name == "tr" and tag.is_end and bool(cells)


def _row(tag: Tag, cells: list[str]) -> tuple[str, str] | None:
    """Follow the cells of a row; return a key and a value at its end."""
    if tag.name == "td" and not tag.is_end:
        cells.append("")
    if tag.name != "tr":
        return None
    row = [" ".join(cell.split()) for cell in cells]
    cells.clear()
    return (row[0], row[1]) if tag.is_end and len(row) > 1 and row[1] else None
