"""Walk through the body of a Word file and give its lines as the final version shows them.

WordprocessingML, ISO/IEC 29500-1, clause 17. What is struck out or hidden goes into the traces.
"""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from dadkhah.derivation.kinds.documents.office.markup import child, chosen
from dadkhah.derivation.kinds.documents.word_parts.look import Styles, is_on
from dadkhah.derivation.kinds.documents.word_parts.runs import Inline
from dadkhah.derivation.kinds.documents.word_parts.traces import Traces

_THROUGH = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"})
_GONE = {"w:del": "deletion", "w:moveFrom": "moved-away"}


class Body:
    """A walk through one or several parts that share traces."""

    def __init__(self, styles: Styles, traces: Traces) -> None:
        self._traces = traces
        self._inline = Inline(styles, traces, self.lines)

    def lines(self, parent: Element) -> list[str]:
        """Return the lines of all paragraphs and tables in it, in order."""
        lines: list[str] = []
        carried = ""
        for block in _blocks(parent):
            if block.tag == "w:p":
                text, boxes = self._inline.paragraph(block)
                carried += text
                if not _joins_next(block):
                    lines.append(carried)
                    carried = ""
                lines += boxes
            elif block.tag == "w:tbl":
                lines += self._table(block)
            elif block.tag in _GONE:
                self._gone(_GONE[block.tag], block, block)
            elif block.tag == "w:altChunk":
                self._traces.chunks.append(block.get("r:id", ""))
        return [*lines, carried] if carried else lines

    def _table(self, table: Element) -> Iterator[str]:
        for row in _named(table, "w:tr"):
            properties = child(row, "w:trPr")
            struck = child(properties, "w:del")
            if struck is not None:
                self._gone("deletion", struck, row)
            elif is_on(child(properties, "w:hidden")):
                self._traces.find("hidden-text", " ".join(self._set_aside(row)) + "\n")
            else:
                yield from self._row(row)

    def _row(self, row: Element) -> Iterator[str]:
        """A row is a line; where a cell has several, the cells stand one below another."""
        cells = [
            [line for line in self.lines(cell) if line.strip()] for cell in _named(row, "w:tc")
        ]
        if all(len(cell) <= 1 for cell in cells):
            yield "\t".join(cell[0] if cell else "" for cell in cells).rstrip("\t")
        else:
            for cell in cells:
                yield from cell

    def _gone(self, code: str, change: Element, content: Element) -> None:
        self._traces.change(code, change, " ".join(self._set_aside(content)), -1)

    @staticmethod
    def _set_aside(content: Element) -> Iterator[str]:
        for paragraph in content.iter("w:p"):
            said = (one.text or "" for one in paragraph.iter() if one.tag in ("w:t", "w:delText"))
            yield "".join(said)


def _blocks(parent: Element) -> Iterator[Element]:
    for block in parent:
        if block.tag in _THROUGH:
            yield from _blocks(block)
        elif block.tag == "mc:AlternateContent":
            yield from _blocks(chosen(block))
        else:
            yield block


def _named(parent: Element, name: str) -> Iterable[Element]:
    return (one for one in _blocks(parent) if one.tag == name)


def _joins_next(paragraph: Element) -> bool:
    """Whether the end of the paragraph was struck out, so that the next one goes on in its line."""
    return child(paragraph, "w:pPr", "w:rPr", "w:del") is not None
