"""The words of a PowerPoint file, a page for each slide, and what no slide shows."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from dadkhah.derivation.kinds.documents.office.inside import tell_inside
from dadkhah.derivation.kinds.documents.office.links import Link, links_of, main_part
from dadkhah.derivation.kinds.documents.office.markup import child, children, local, parsed, words
from dadkhah.derivation.kinds.documents.office.properties import tell_properties
from dadkhah.derivation.kinds.documents.office.report import Report
from dadkhah.derivation.kinds.documents.opened import Opened, opened
from dadkhah.derivation.kinds.documents.slide_parts.shapes import Frame, Shapes
from dadkhah.derivation.kinds.options import number_of
from dadkhah.derivation.outcome import Options, Reason
from dadkhah.errors import FileNotDerivable

_PRESENTATION = "ppt/presentation.xml"
_MOST_SLIDES = 3000
_OFF = frozenset({"0", "false"})
_NO_NOTES = frozenset({"sldNum", "dt", "hdr", "ftr", "sldImg"})


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write `text.json` with a page for each slide, hidden ones too, marked; and the findings."""
    with opened(source, options) as package:
        report = Report(folder, "office")
        slides = _Presentation(package, report)
        try:
            pages = list(slides.pages(int(number_of(options, "most_slides", _MOST_SLIDES))))
        except RecursionError as error:
            message = "Its shapes are nested too deep."
            raise FileNotDerivable(Reason.DAMAGED, message) from error
        tell_properties(package, report)
        tell_inside(package, report)
        return report.made(pages)


class _Presentation:
    def __init__(self, package: Opened, report: Report) -> None:
        self.package, self.report = package, report
        self.part = main_part(package) or _PRESENTATION
        root = parsed(package, self.part)
        if root is None or root.tag != "p:presentation":
            message = "It has no presentation in it that can be read here (.pptx, .pptm)."
            raise FileNotDerivable(Reason.NOT_THIS_KIND, message)
        self.root = root
        self.links = {link.id: link for link in links_of(package, self.part)}
        size = child(root, "p:sldSz")
        self.frame = Frame.of(size)
        self.people = dict(self._people())

    def pages(self, most: int) -> Iterator[tuple[str, str]]:
        listed = [one.get("r:id", "") for one in children(self.root, "p:sldIdLst")]
        if len(listed) > most:
            message = f"It has {len(listed)} slides; up to {most} are read."
            raise FileNotDerivable(Reason.TOO_LARGE, message)
        shown = [self.links[name].target for name in listed if name in self.links]
        for number, part in enumerate(shown, 1):
            yield self._page(part, str(number))
        seen = {part.lower() for part in shown}
        for name in self.package.names:
            is_slide = name.lower().startswith("ppt/slides/slide") and name.endswith(".xml")
            if is_slide and name.lower() not in seen:
                label, text = self._page(name, "not in the show")
                sentence = f"A slide is in the file and in no show ({name}). Its words"
                self.report.notice("orphan-slide", sentence, text)
                yield label, text

    def _page(self, part: str, label: str) -> tuple[str, str]:
        root = parsed(self.package, part)
        if root is None:
            self.report.notice("slide-missing", f"Slide {label} is named and is not there.")
            return label, ""
        links = {link.id: link for link in links_of(self.package, part)}
        shapes = Shapes(self.package, links, self.frame)
        lines = list(shapes.lines(child(root, "p:cSld", "p:spTree")))
        for code, text in shapes.unseen:
            sentence = f"On slide {label} words stand where no viewer of it sees them"
            self.report.notice(code, sentence, text)
        lines += self._beside(label, links)
        if root.get("show", "1") in _OFF:
            self.report.notice("hidden-slide", f"Slide {label} is hidden", "\n".join(lines))
            label = f"{label} (hidden)"
        return label, "\n".join(lines)

    def _beside(self, label: str, links: dict[str, Link]) -> Iterator[str]:
        for link in links.values():
            root = None if link.is_outside else self._part(link)
            if root is None:
                continue
            if link.kind == "notesSlide":
                yield from self._notes(label, root)
            elif link.kind == "comments":
                yield from self._comments(label, root)

    def _part(self, link: Link) -> Element | None:
        wanted = link.kind in ("notesSlide", "comments")
        return parsed(self.package, link.target) if wanted else None

    def _notes(self, label: str, root: Element) -> Iterator[str]:
        shapes = Shapes(self.package, {}, None, leave_out=_NO_NOTES)
        text = "\n".join(shapes.lines(child(root, "p:cSld", "p:spTree"))).strip()
        if text:
            self.report.notice("speaker-notes", f"Slide {label} has notes for the speaker", text)
            yield f"[Speaker notes] {text}"

    def _comments(self, label: str, root: Element) -> Iterator[str]:
        for one in root.iter():
            if local(one) not in ("cm", "reply"):
                continue
            by = self.people.get(one.get("authorId", ""), "")
            at = one.get("dt", "") or one.get("created", "")
            told = (f" by {by}" if by else "") + (f" at {at}" if at else "")
            text = " ".join(_said(one))
            self.report.notice("comment", f"There is a comment on slide {label}{told}", text)
            yield f"[Comment{told}] {text}"

    def _people(self) -> Iterator[tuple[str, str]]:
        for link in self.links.values():
            if link.kind in ("commentAuthors", "authors") and not link.is_outside:
                for one in children(parsed(self.package, link.target)):
                    yield one.get("id", ""), one.get("name", "")


def _said(comment: Element) -> Iterator[str]:
    """The words of a comment: without those of the replies to it, which come by themselves."""
    for one in comment:
        if local(one) in ("text", "txBody"):
            yield words(one)
