"""The words on a slide in the order of its shapes: boxes, groups, tables, charts, diagrams.

DrawingML and PresentationML, ISO/IEC 29500-1, clauses 19.3 and 21.1.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from dadkhah.derivation.kinds.documents.office.links import Link
from dadkhah.derivation.kinds.documents.office.markup import child, children, chosen, parsed
from dadkhah.derivation.kinds.documents.opened import Opened

_YES = frozenset({"1", "true"})
_ABOUT = ("p:nvSpPr", "p:nvGrpSpPr", "p:nvGraphicFramePr", "p:nvPicPr", "p:nvCxnSpPr")
_ELSEWHERE = frozenset({"chart", "diagramData"})


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a slide, in English Metric Units."""

    width: int
    height: int

    @classmethod
    def of(cls, size: Element | None) -> "Frame | None":
        """Read it; None when the file does not say."""
        numbers = [] if size is None else [_whole(size.get(name, "")) for name in ("cx", "cy")]
        return cls(*numbers) if len(numbers) == 2 and all(numbers) else None  # noqa: PLR2004

    def has_left(self, shape: Element) -> bool:
        """Return whether a shape stands wholly outside."""
        place = child(shape, "p:spPr", "a:xfrm")
        offset, size = child(place, "a:off"), child(place, "a:ext")
        if offset is None or size is None:
            return False
        x, y = (_whole(offset.get(name, "")) for name in "xy")
        width, height = (_whole(size.get(name, "")) for name in ("cx", "cy"))
        return x >= self.width or y >= self.height or x + width <= 0 or y + height <= 0


class Shapes:
    """Reads the shapes of one slide; `unseen` are the words in hidden ones and outside it."""

    def __init__(
        self,
        package: Opened,
        links: Mapping[str, Link],
        frame: Frame | None,
        leave_out: frozenset[str] = frozenset(),
    ) -> None:
        self._package, self._links, self._frame = package, links, frame
        self._leave_out = leave_out  # kinds of placeholders
        self.unseen: list[tuple[str, str]] = []

    def lines(self, tree: Element | None, *, is_inside_group: bool = False) -> Iterator[str]:
        """Yield the lines of all shapes that are seen."""
        for one in children(tree):
            shape = one
            if one.tag == "mc:AlternateContent":
                yield from self.lines(chosen(one), is_inside_group=is_inside_group)
                continue
            about = next((part for part in shape if part.tag in _ABOUT), None)
            if about is None or self._is_left_out(about):
                continue
            said = list(self._words(shape))
            if _is_hidden(about):
                self._keep("hidden-shape", said)
            elif self._frame and not is_inside_group and self._frame.has_left(shape):
                # Places inside a group are counted in the group's own measure.
                self._keep("outside-slide", said)
            else:
                yield from said

    def _words(self, shape: Element) -> Iterator[str]:
        if shape.tag == "p:grpSp":
            yield from self.lines(shape, is_inside_group=True)
        elif shape.tag == "p:graphicFrame":
            yield from self._graphic(shape)
        else:
            yield from paragraphs(child(shape, "p:txBody"))

    def _graphic(self, frame: Element) -> Iterator[str]:
        for row in frame.iter("a:tr"):
            cells = (" ".join(paragraphs(child(cell, "a:txBody"))) for cell in row)
            yield "\t".join(cells).rstrip("\t")
        for one in frame.iter():
            names = [one.get("r:id", ""), one.get("r:dm", "")]
            for link in (self._links[name] for name in names if name in self._links):
                if link.kind in _ELSEWHERE and not link.is_outside:
                    yield from _all_words(parsed(self._package, link.target))

    def _is_left_out(self, about: Element) -> bool:
        holder = child(about, "p:nvPr", "p:ph")
        return holder is not None and holder.get("type", "") in self._leave_out

    def _keep(self, code: str, said: list[str]) -> None:
        if text := "\n".join(said).strip():
            self.unseen.append((code, text))


def paragraphs(body: Element | None) -> Iterator[str]:
    """Yield the lines of a body of text that have words."""
    for paragraph in children(body):
        if paragraph.tag != "a:p":
            continue
        parts = []
        for one in paragraph.iter():
            if one.tag in ("a:t", "m:t"):
                parts.append(one.text or "")
            elif one.tag == "a:br":
                parts.append("\n")
        if text := "".join(parts).strip():
            yield text


def _all_words(root: Element | None) -> Iterator[str]:
    """Yield what a chart or diagram says: its words, and the names and values it keeps."""
    if root is None:
        return
    for one in root.iter():
        if one.tag == "a:p":
            text = "".join(part.text or "" for part in one.iter("a:t")).strip()
            if text:
                yield text
        elif one.tag in ("c:strCache", "c:numCache"):
            values = [value.text or "" for value in one.iter("c:v")]
            yield "\t".join(values)


def _is_hidden(about: Element) -> bool:
    return any(one.tag == "p:cNvPr" and one.get("hidden", "") in _YES for one in about)


def _whole(written: str) -> int:
    try:
        return int(written)
    except ValueError:
        return 0
