"""The text of an OpenDocument file (odt, ods, odp) and what it hides, with the same promises."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

from dadkhah.derivation.kinds.documents.office.markup import child, children, parsed, words
from dadkhah.derivation.kinds.documents.office.report import Report
from dadkhah.derivation.kinds.documents.open_parts.hiding import hiding_of
from dadkhah.derivation.kinds.documents.open_parts.inside import tell_inside
from dadkhah.derivation.kinds.documents.open_parts.running import Running, read_changes
from dadkhah.derivation.kinds.documents.open_parts.sheets import sheet_pages
from dadkhah.derivation.kinds.documents.opened import Opened, opened
from dadkhah.derivation.outcome import Options, Reason
from dadkhah.errors import FileNotDerivable

_FACTS: Mapping[str, str] = {
    "dc:title": "title", "meta:initial-creator": "author", "dc:creator": "last modified by",
    "meta:creation-date": "created", "dc:date": "modified", "meta:generator": "application",
    "meta:editing-cycles": "revision", "meta:editing-duration": "time of editing",
    "meta:printed-by": "printed by", "meta:print-date": "last printed", "dc:subject": "subject",
    "dc:description": "description", "meta:keyword": "keywords", "dc:language": "language",
}  # fmt: skip
_MOST_PAGES = 3000


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write `text.json`: one page for a text, one for each sheet or slide; and the findings."""
    with opened(source, options) as package:
        _check_password(package)
        report = Report(folder, "office")
        try:
            pages = list(_pages(package, report))
        except RecursionError as error:
            message = "Its tables and boxes are nested too deep."
            raise FileNotDerivable(Reason.DAMAGED, message) from error
        if len(pages) > _MOST_PAGES:
            message = f"It has {len(pages)} sheets or slides; up to {_MOST_PAGES} are read."
            raise FileNotDerivable(Reason.TOO_LARGE, message)
        _tell_properties(package, report)
        tell_inside(package, report)
        return report.made(pages)


def _pages(package: Opened, report: Report) -> Iterator[tuple[str, str]]:
    root = parsed(package, "content.xml")
    bodies = {one.tag: one for one in children(root, "office:body")}
    styles = parsed(package, "styles.xml")
    running = Running(hiding_of(root, styles), report)
    if "office:text" in bodies:
        body = bodies["office:text"]
        read_changes(body, running)
        above, below = _margins(styles, running)
        lines = [*above, *running.lines(body), *below]
        yield "", "\n".join([*lines, *running.beside])
    elif "office:spreadsheet" in bodies:
        yield from sheet_pages(bodies["office:spreadsheet"], running)
    elif "office:presentation" in bodies:
        yield from _slides(bodies["office:presentation"], running)
    else:
        message = "It has no text, spreadsheet or presentation of OpenDocument in it."
        raise FileNotDerivable(Reason.NOT_THIS_KIND, message)


def _margins(styles: Element | None, running: Running) -> tuple[list[str], list[str]]:
    """Headers and footers, each once."""
    found: dict[str, list[str]] = {"header": [], "footer": []}
    for one in styles.iter() if styles is not None else ():
        kind = one.tag.removeprefix("style:").partition("-")[0]
        if one.tag in (f"style:{kind}", f"style:{kind}-first", f"style:{kind}-left"):
            text = "\n".join(running.lines(one)).strip() if kind in found else ""
            line = f"[{kind.capitalize()}] {text}"
            if text and line not in found[kind]:
                found[kind].append(line)
    return found["header"], found["footer"]


def _slides(body: Element, running: Running) -> Iterator[tuple[str, str]]:
    for number, slide in enumerate((one for one in body if one.tag == "draw:page"), 1):
        label, lines = str(number), []
        for shape in slide:
            if shape.tag == "presentation:notes":
                text = "\n".join(running.lines(shape)).strip()
                if text:
                    sentence = f"Slide {number} has notes for the speaker"
                    running.report.notice("speaker-notes", sentence, text)
                    running.beside.append(f"[Speaker notes] {text}")
            else:
                wrapped = Element("draw:g")
                wrapped.append(shape)
                lines += [line for line in running.lines(wrapped) if line.strip()]
        lines += running.beside
        running.beside.clear()
        if slide.get("draw:style-name", "") in running.hiding.styles:
            running.report.notice("hidden-slide", f"Slide {number} is hidden", "\n".join(lines))
            label = f"{number} (hidden)"
        yield label, "\n".join(lines)


def _tell_properties(package: Opened, report: Report) -> None:
    for one in children(child(parsed(package, "meta.xml"), "office:meta")):
        if one.tag in _FACTS:
            report.fact(_FACTS[one.tag], words(one))
        elif one.tag == "meta:user-defined":
            report.fact(f"own property: {one.get('meta:name', '')}", words(one))
        elif one.tag == "meta:template":
            report.fact("template", one.get("xlink:href", ""))


def _check_password(package: Opened) -> None:
    manifest = parsed(package, "META-INF/manifest.xml")
    if manifest is not None and any(True for _ in manifest.iter("manifest:encryption-data")):
        raise FileNotDerivable(Reason.PASSWORD, "The document is locked with a password.")
