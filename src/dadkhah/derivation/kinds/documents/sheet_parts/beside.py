"""What belongs to a sheet and stands in none of its cells: comments, text boxes."""

from collections.abc import Iterator

from dadkhah.derivation.kinds.documents.office.links import Link
from dadkhah.derivation.kinds.documents.office.markup import children, local, parsed, words
from dadkhah.derivation.kinds.documents.office.report import Report
from dadkhah.derivation.kinds.documents.opened import Opened
from dadkhah.derivation.kinds.documents.sheet_parts.cells import rich_words


def beside(
    package: Opened, links: tuple[Link, ...], sheet: str, people: dict[str, str], report: Report
) -> Iterator[str]:
    """Yield lines for the text boxes and comments of a sheet; comments are notices too."""
    for link in links:
        if link.is_outside:
            continue
        if link.kind == "drawing":
            yield from _drawn(package, link.target)
        elif link.kind in ("comments", "threadedComment"):
            for place, by, text in _comments(package, link, people):
                at = f"{sheet} {place}".strip()
                yield f"[Comment on {at}{by}] {text}"
                report.notice("comment", f"There is a comment on {at}{by}", text)


def people_of(package: Opened) -> dict[str, str]:
    """Return the names of those who wrote threaded comments, by their ids."""
    found = {}
    for name in package.names:
        if name.lower().startswith("xl/persons/") and name.lower().endswith(".xml"):
            for person in children(parsed(package, name)):
                found[person.get("id", "")] = person.get("displayName", "")
    return found


def _comments(
    package: Opened, link: Link, people: dict[str, str]
) -> Iterator[tuple[str, str, str]]:
    root = parsed(package, link.target)
    if root is None:
        return
    authors = [one.text or "" for one in root.iter() if local(one) == "author"]
    for one in root.iter():
        if one.tag == "s:comment":
            text = "".join(rich_words(part) for part in one if local(part) == "text")
            number = one.get("authorId", "")
            by = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""
            # The old form of a threaded comment is a copy of it, marked by its author.
            if not by.startswith("tc="):
                yield one.get("ref", ""), f" by {by}" if by else "", " ".join(text.split())
        elif local(one) == "threadedComment":
            by = people.get(one.get("personId", ""), "")
            told = (f" by {by}" if by else "") + f" at {one.get('dT', '')}"
            yield one.get("ref", ""), told, " ".join(words(one).split())


def _drawn(package: Opened, part: str) -> Iterator[str]:
    root = parsed(package, part)
    for paragraph in root.iter("a:p") if root is not None else ():
        text = "".join(one.text or "" for one in paragraph.iter("a:t")).strip()
        if text:
            yield text
