"""The text of a Word file as its final version shows it, and everything that version hides."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from dadkhah.derivation.kinds.documents.office.inside import tell_inside
from dadkhah.derivation.kinds.documents.office.links import Link, links_of, main_part
from dadkhah.derivation.kinds.documents.office.markup import child, children, parsed
from dadkhah.derivation.kinds.documents.office.properties import tell_properties
from dadkhah.derivation.kinds.documents.office.report import Report
from dadkhah.derivation.kinds.documents.opened import Opened, opened
from dadkhah.derivation.kinds.documents.word_parts.body import Body
from dadkhah.derivation.kinds.documents.word_parts.look import is_on, styles_of
from dadkhah.derivation.kinds.documents.word_parts.traces import Traces, by_and_at
from dadkhah.derivation.outcome import Options, Reason
from dadkhah.errors import FileNotDerivable

_DOCUMENT = "word/document.xml"
_ABOUT_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write `text.json` with one page: headers, body, footers, notes, comments."""
    with opened(source, options) as package:
        report = Report(folder, "office")
        try:
            text = "\n".join(_Document(package, report).lines())
        except RecursionError as error:
            message = "Its tables and boxes are nested too deep."
            raise FileNotDerivable(Reason.DAMAGED, message) from error
        tell_properties(package, report)
        tell_inside(package, report)
        return report.made([("", text)])


class _Document:
    def __init__(self, package: Opened, report: Report) -> None:
        self.package, self.report = package, report
        self.part = main_part(package) or _DOCUMENT
        root = parsed(package, self.part)
        if root is None or child(root, "w:body") is None:
            raise FileNotDerivable(Reason.NOT_THIS_KIND, "It has no document of Word in it.")
        self.root = root
        self.links = links_of(package, self.part)
        self.traces = Traces()
        self.body = Body(styles_of(self._linked("styles")), self.traces)

    def lines(self) -> Iterator[str]:
        yield from self._beside("header", "Header")
        for block in self.root:
            if block.tag == "w:body":
                yield from self.body.lines(block)
        yield from self._beside("footer", "Footer")
        yield from self._notes("footnote", "footnotes")
        yield from self._notes("endnote", "endnotes")
        yield from self._comments()
        self._tell_settings()
        self._tell_chunks()
        self.traces.tell(self.report)

    def _beside(self, kind: str, label: str) -> Iterator[str]:
        """Headers or footers, each once, however many sections and pages repeat it."""
        said = set()
        for link in self.links:
            root = self._of(link) if link.kind == kind else None
            text = "" if root is None else "\n".join(self.body.lines(root)).strip()
            if text and text not in said:
                said.add(text)
                yield f"[{label}] {text}"

    def _notes(self, kind: str, part: str) -> Iterator[str]:
        for note in children(self._linked(part)):
            text = "\n".join(self.body.lines(note)).strip()
            if text and note.get("w:type", "") not in _ABOUT_NOTES:
                number = self.traces.notes.get((kind, note.get("w:id", "")), "unused")
                yield f"[{kind.capitalize()} {number}] {text}"

    def _comments(self) -> Iterator[str]:
        for comment in children(self._linked("comments")):
            text = " ".join(self.body.lines(comment)).strip()
            about = " ".join("".join(self.traces.commented[comment.get("w:id", "")]).split())
            by = by_and_at(comment.get("w:author", ""), comment.get("w:date", ""))
            on = f" on “{about[:300]}”" if about else ""
            yield f"[Comment{by}{on}] {text}"
            self.report.notice("comment", f"There is a comment{by}{on}", text)

    def _tell_settings(self) -> None:
        root = self._linked("settings")
        if is_on(child(root, "w:trackRevisions")):
            self.report.notice("tracking", "It was saved with changes being tracked.")
        protection = child(root, "w:documentProtection")
        if protection is not None:
            self.report.fact("protection", protection.get("w:edit", "set"))
        if child(root, "w:mailMerge") is not None:
            self.report.notice("mail-merge", "It takes data from a list elsewhere (mail merge).")
        for one in children(root, "w:docVars"):
            sentence = f"It keeps a variable that no page shows: {one.get('w:name', '')}"
            self.report.notice("variable", sentence, one.get("w:val", ""))

    def _tell_chunks(self) -> None:
        """Content of another format that a program takes in when it opens the file: not read."""
        targets = {link.id: link for link in self.links}
        for name in self.traces.chunks:
            link = targets.get(name)
            inside = link is not None and not link.is_outside and self.package.has(link.target)
            if link is not None and inside:
                self.report.member(link.target, self.package.part(link.target))
            sentence = "A part of the text is a file of another format, and is not read here"
            self.report.notice("chunk", sentence, link.target if link else "")

    def _linked(self, kind: str) -> Element | None:
        link = next((one for one in self.links if one.kind == kind), None)
        return None if link is None else self._of(link)

    def _of(self, link: Link) -> Element | None:
        return None if link.is_outside else parsed(self.package, link.target)
