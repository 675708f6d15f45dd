"""What a WACZ says of its pages, and which of its files are WARCs."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dadkhah.derivation.outcome import MIB
from dadkhah.derivation.provenance.held_files import HeldFiles
from dadkhah.errors import FileNotDerivable

_PAGES = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_MOST_PAGES = 20_000
_LARGEST_LIST = 64 * MIB
_LONGEST_LINE = 4 * MIB  # a line may carry the text of its page


@dataclass(frozen=True, slots=True)
class ListedPage:
    """A page as the list of pages has it. The time is the recorder's."""

    address: str
    title: str
    at: str


def listed_pages(held: HeldFiles) -> tuple[ListedPage, ...]:
    """Return the pages in order, each address once; lines that cannot be read are passed over."""
    pages: dict[str, ListedPage] = {}
    for name in _PAGES:
        if name not in held or held.size(name) > _LARGEST_LIST:
            continue
        for page in _pages(held, name):
            pages.setdefault(page.address, page)
            if len(pages) >= _MOST_PAGES:
                break
    return tuple(pages.values())


def warcs_in(held: HeldFiles) -> tuple[str, ...]:
    """Return the names of its WARC files."""
    return tuple(
        name
        for name in held.names
        if name.startswith("archive/") and name.lower().endswith((".warc", ".warc.gz"))
    )


def _pages(held: HeldFiles, name: str) -> Iterator[ListedPage]:
    try:
        with held.opened(name) as stream:
            while line := stream.readline(_LONGEST_LINE):
                page = _page(line)
                if page is not None:
                    yield page
    except FileNotDerivable:  # the list is damaged; the check of the manifest says so
        return


def _page(line: bytes) -> ListedPage | None:
    try:
        written = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(written, Mapping) or not isinstance(written.get("url"), str):
        return None  # the first line describes the list
    title, at = str(written.get("title") or ""), str(written.get("ts") or "")
    return ListedPage(written["url"][:2000], title[:500], at[:40])
