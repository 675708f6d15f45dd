"""The running text of an OpenDocument file: paragraphs, lists, tables, notes, boxes.

Open Document Format 1.3, part 3, clauses 5, 6, 9 and 14. Changes are kept there in full: what was
struck out stands in the list of changes, what was put in stands between two marks in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from dadkhah.derivation.kinds.documents.office.markup import child, children, words
from dadkhah.derivation.kinds.documents.office.report import Report
from dadkhah.derivation.kinds.documents.open_parts.hiding import Hiding

_PARAGRAPHS = frozenset({"text:p", "text:h"})
_HIDDEN_FIELDS = frozenset({"text:hidden-text", "text:hidden-paragraph"})
_NOT_TEXT = frozenset({"text:tracked-changes", "office:forms", "text:sequence-decls"})
_MOST_SPACES = 200
_SPACES = re.compile(r"[ \t\r\n]+")  # in a paragraph they are one space, as in HTML
_GROUPS = frozenset({"table:table-header-rows", "table:table-rows", "table:table-row-group"})
_STYLES = ("text:style-name", "table:style-name")


@dataclass(slots=True)
class Running:
    """A walk through parts that share notices. Notes and comments wait in `beside`."""

    hiding: Hiding
    report: Report
    beside: list[str] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)  # of changes: "insertion by K at ..."
    _open: dict[str, list[str]] = field(default_factory=dict)
    _boxes: list[str] = field(default_factory=list)
    _notes: int = 0

    def lines(self, parent: Element) -> Iterator[str]:
        """Yield the lines of all paragraphs in it, in order."""
        for block in parent:
            if block.tag in _NOT_TEXT or self._sets_aside(block):
                continue
            if block.tag in _PARAGRAPHS:
                yield self._paragraph(block)
                boxes, self._boxes = self._boxes, []
                yield from boxes
            elif block.tag == "table:table":
                yield from self._table(block)
            elif block.tag in ("text:change-start", "text:change-end"):
                self._mark(block)
            elif block.tag.startswith("office:annotation"):
                self._comment(block)
            else:
                yield from self.lines(block)

    def _paragraph(self, paragraph: Element) -> str:
        parts: list[str] = []
        self._inline(paragraph, parts)
        return "".join(parts)

    def _inline(self, element: Element, parts: list[str]) -> None:
        self._put(_SPACES.sub(" ", element.text or ""), parts)
        for one in element:
            if not self._sets_aside(one):
                self._piece(one, parts)
            self._put(_SPACES.sub(" ", one.tail or ""), parts)

    def _piece(self, one: Element, parts: list[str]) -> None:
        if one.tag == "text:s":
            count = one.get("text:c", "1")
            self._put(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES), parts)
        elif one.tag == "text:tab":
            self._put("\t", parts)
        elif one.tag == "text:line-break":
            self._put("\n", parts)
        elif one.tag == "text:note":
            self._note(one, parts)
        elif one.tag == "office:annotation":
            self._comment(one)
        elif one.tag in ("text:change-start", "text:change-end"):
            self._mark(one)
        elif one.tag.startswith("draw:"):
            self._boxes = [*self._boxes, *self._inside(one)]
        else:
            self._inline(one, parts)

    def _inside(self, drawing: Element) -> list[str]:
        """The lines in a frame; frames in its own paragraphs hang on those."""
        outer, self._boxes = self._boxes, []
        lines = [*self.lines(drawing), *self._boxes]
        self._boxes = outer
        return lines

    def _put(self, said: str, parts: list[str]) -> None:
        if said:
            parts.append(said)
            for heard in self._open.values():
                heard.append(said)

    def _sets_aside(self, one: Element) -> bool:
        """Tell of hidden words and leave them out; white ones are told and stay."""
        names = {one.get(name, "") for name in _STYLES}
        is_field = one.tag in _HIDDEN_FIELDS
        is_hidden = is_field or one.get("text:display") == "none"
        if is_hidden or not self.hiding.styles.isdisjoint(names):
            said = one.get("text:string-value", "") if is_field else ""
            sentence = "Words are set as hidden, and left out of the text"
            self.report.notice("hidden-text", sentence, words(one) or said or "(nothing)")
            return True
        if not self.hiding.white.isdisjoint(names) and words(one):
            sentence = "Words are written in white, and may not be seen on the page"
            self.report.notice("white-text", sentence, words(one))
        return False

    def _table(self, table: Element) -> Iterator[str]:
        for row in rows_of(table):
            cells = [
                [line for line in self.lines(cell) if line.strip()]
                for cell in row
                if cell.tag == "table:table-cell"
            ]
            if all(len(cell) <= 1 for cell in cells):
                yield "\t".join(cell[0] if cell else "" for cell in cells).rstrip("\t")
            else:
                for cell in cells:
                    yield from cell

    def _note(self, note: Element, parts: list[str]) -> None:
        self._notes += 1
        number = self._notes
        self._put(f"[{number}]", parts)
        kind = note.get("text:note-class", "footnote").capitalize()
        body = child(note, "text:note-body")
        text = "" if body is None else " ".join(self.lines(body))
        self.beside.append(f"[{kind} {number}] {text}")

    def _comment(self, comment: Element) -> None:
        if comment.tag != "office:annotation":
            return
        by, at = words(child(comment, "dc:creator")), words(child(comment, "dc:date"))
        told = (f" by {by}" if by else "") + (f" at {at}" if at else "")
        said = (one for one in comment if one.tag.startswith("text:"))
        text = " ".join("".join(one.itertext()) for one in said)
        self.report.notice("comment", f"There is a comment{told}", text)
        self.beside.append(f"[Comment{told}] {text}")

    def _mark(self, mark: Element) -> None:
        name = mark.get("text:change-id", "")
        if mark.tag == "text:change-start":
            self._open[name] = []
            return
        heard = self._open.pop(name, [])
        if name in self.marks:
            self.report.notice("insertion", self.marks[name], "".join(heard))


def rows_of(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, not those of tables in its cells."""
    for one in table:
        if one.tag == "table:table-row":
            yield one
        elif one.tag in _GROUPS:
            yield from rows_of(one)


def read_changes(body: Element, running: Running) -> None:
    """Tell what was struck out, and keep who put in what stands between two marks."""
    for region in body.iter("text:changed-region"):
        for change in region:
            info = child(change, "office:change-info")
            by, at = words(child(info, "dc:creator")), words(child(info, "dc:date"))
            told = (f" by {by}" if by else "") + (f" at {at}" if at else "")
            if change.tag == "text:deletion":
                said = " ".join(words(one) for one in children(change) if one is not info)
                sentence = f"Words were struck out{told} and are still in the file"
                sentence += "; the text leaves them out"
                running.report.notice("deletion", sentence, said)
            elif change.tag == "text:insertion":
                sentence = f"Words were put in{told} while changes were tracked"
                for name in ("text:id", "{http://www.w3.org/XML/1998/namespace}id"):
                    running.marks[region.get(name, "")] = f"{sentence}; the text shows them"
