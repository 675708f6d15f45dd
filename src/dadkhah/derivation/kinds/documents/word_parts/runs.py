"""The words of one paragraph of a Word file: what is seen goes into the line, else in traces."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from dadkhah.derivation.kinds.documents.office.markup import child, children, chosen
from dadkhah.derivation.kinds.documents.word_parts.look import Styles, hiding_of
from dadkhah.derivation.kinds.documents.word_parts.traces import Traces

_KEPT = {"w:ins": "insertion", "w:moveTo": ""}
_GONE = {"w:del": "deletion", "w:moveFrom": "moved-away"}
_SIGNS = {
    "w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n",
    "w:noBreakHyphen": "\u2011", "w:softHyphen": "",
}  # fmt: skip
_NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_DRAWN = frozenset({"w:drawing", "w:pict", "w:object"})
_LAST = 0x10FFFF
_HALVES = range(0xD800, 0xE000)


class Inline:
    """Reads paragraphs one after another; fields may go on from one to the next."""

    def __init__(
        self, styles: Styles, traces: Traces, lines: Callable[[Element], list[str]]
    ) -> None:
        self._styles = styles
        self._traces = traces
        self._lines = lines
        self._count = 0
        self._style = ""
        self._fields: list[str] = []  # for each open field "code" or "result"
        self._code: list[str] = []
        self._commented: set[str] = set()
        self._boxes: list[str] = []

    def paragraph(self, paragraph: Element) -> tuple[str, list[str]]:
        """Return the line, and the lines of the text boxes that hang on it."""
        outer, self._boxes = self._boxes, []
        outer_style, self._style = self._style, _style_of(paragraph)
        self._count += 1
        line: list[str] = []
        self._walk(paragraph, line)
        boxes, self._boxes, self._style = self._boxes, outer, outer_style
        return "".join(line), boxes

    def _walk(self, element: Element, line: list[str]) -> None:
        for one in element:
            if one.tag == "w:r":
                self._run(one, line)
            elif one.tag in _KEPT:
                start = len(line)
                self._walk(one, line)
                if _KEPT[one.tag]:
                    self._traces.change(_KEPT[one.tag], one, "".join(line[start:]), self._count)
            elif one.tag in _GONE:
                self._traces.change(_GONE[one.tag], one, _all_words(one), self._count)
            elif one.tag in ("w:pPr", "w:rPr"):
                self._formats(one)
            elif one.tag == "w:commentRangeStart":
                self._commented.add(one.get("w:id", ""))
            elif one.tag == "w:commentRangeEnd":
                self._commented.discard(one.get("w:id", ""))
            elif one.tag == "m:t":
                self._put(one.text or "", line)
            else:
                self._through(one, line)

    def _through(self, one: Element, line: list[str]) -> None:
        if one.tag == "w:fldSimple":
            self._traces.codes.append(one.get("w:instr", ""))
        self._walk(chosen(one) if one.tag == "mc:AlternateContent" else one, line)

    def _run(self, run: Element, line: list[str]) -> None:
        properties = child(run, "w:rPr")
        hiding = hiding_of(properties, self._styles, self._style)
        self._formats(properties)
        words: list[str] = []
        for one in run:
            self._piece(chosen(one) if one.tag == "mc:AlternateContent" else one, words)
        said = "".join(words)
        if "code" in self._fields:
            hiding = "hidden-in-field"
        if said and hiding:
            self._traces.find(hiding, said)
        if hiding not in ("hidden-text", "hidden-in-field"):
            self._put(said, line)

    def _piece(self, one: Element, words: list[str]) -> None:
        if one.tag == "w:t":
            words.append(one.text or "")
        elif one.tag in _SIGNS:
            words.append(_SIGNS[one.tag])
        elif one.tag == "w:sym":
            words.append(_character(one.get("w:char", "")))
        elif one.tag in _NOTES:
            words.append(self._note(_NOTES[one.tag], one.get("w:id", "")))
        elif one.tag == "w:instrText":
            self._code.append(one.text or "")
        elif one.tag == "w:fldChar":
            self._field(one.get("w:fldCharType", ""))
        elif one.tag == "w:ruby":
            base = child(one, "w:rubyBase")
            words.append("" if base is None else _all_words(base))
        elif one.tag in _DRAWN or one.tag == "mc:Choice":
            self._draw(one)

    def _put(self, said: str, line: list[str]) -> None:
        line.append(said)
        for comment in self._commented:
            self._traces.commented[comment].append(said)

    def _note(self, kind: str, name: str) -> str:
        notes = self._traces.notes
        number = notes.setdefault((kind, name), len(notes) + 1)
        return f"[{number}]"

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append("code")
        elif kind == "separate" and self._fields:
            self._fields[-1] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()
        if kind != "begin" and self._code:
            self._traces.codes.append("".join(self._code).strip())
            self._code = []

    def _draw(self, drawing: Element) -> None:
        for one in drawing:
            if one.tag == "w:txbxContent":
                self._boxes += self._lines(one)
            elif one.tag.endswith("}textpath"):  # a watermark
                self._boxes.append(one.get("string", ""))
            else:
                self._draw(chosen(one) if one.tag == "mc:AlternateContent" else one)

    def _formats(self, properties: Element | None) -> None:
        for one in children(properties):
            if one.tag in ("w:rPrChange", "w:pPrChange"):
                self._traces.formats_changed += 1


def _style_of(paragraph: Element) -> str:
    style = child(paragraph, "w:pPr", "w:pStyle")
    return "" if style is None else style.get("w:val", "")


def _all_words(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter() if one.tag in ("w:t", "w:delText"))


def _character(code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 0 < number <= _LAST and number not in _HALVES else ""
