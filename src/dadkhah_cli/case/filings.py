"""Gather the filings that go into a bundle from the folder they were drafted into."""

from collections.abc import Iterator
from pathlib import Path

from dadkhah.errors import FilingNotOfCase
from dadkhah.exchange.filing_listing import read_listing

RENDERED = (".pdf", ".docx", ".html", ".json")


def filings_of(folder: Path | None) -> dict[str, bytes]:
    """Return the filings in a folder by name; raises `FilingNotOfCase` when there is none."""
    files = dict(filings_in(folder)) if folder else {}
    if folder and not files:
        raise FilingNotOfCase(
            f"{folder} holds no filing: none of its .json files lists facts. Name the folder "
            "that `dadkhah filing draft` wrote, or leave --filings out."
        )
    return files


def filings_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of each filing in `folder`: those that stand beside its list of facts."""
    for listing in sorted(folder.glob("*.json")):
        if "facts" in read_listing(listing.name, listing.read_bytes()):
            for suffix in RENDERED:
                file = listing.with_suffix(suffix)
                if file.is_file():
                    yield file.name, file.read_bytes()
