"""What an Office document says of itself: who, when, with what (Open Packaging Conventions)."""

from collections.abc import Mapping

from dadkhah.derivation.kinds.documents.office.markup import children, local, parsed, words
from dadkhah.derivation.kinds.documents.office.report import Report
from dadkhah.derivation.kinds.documents.opened import Opened

_CORE: Mapping[str, str] = {
    "title": "title", "creator": "author", "lastModifiedBy": "last modified by",
    "created": "created", "modified": "modified", "lastPrinted": "last printed",
    "revision": "revision", "subject": "subject", "keywords": "keywords",
    "description": "description", "category": "category", "contentStatus": "status",
    "language": "language", "version": "version", "identifier": "identifier",
}  # fmt: skip
_APPLICATION: Mapping[str, str] = {
    "Application": "application", "AppVersion": "application version", "Company": "company",
    "Manager": "manager", "Template": "template", "TotalTime": "minutes of editing",
    "Pages": "pages", "Words": "words", "Slides": "slides", "HiddenSlides": "hidden slides",
    "HyperlinkBase": "base of links",
}  # fmt: skip
_MOST_OWN = 500


def tell_properties(package: Opened, report: Report) -> None:
    """Keep as facts what the parts for properties say."""
    for part, known in (("docProps/core.xml", _CORE), ("docProps/app.xml", _APPLICATION)):
        for element in children(parsed(package, part)):
            if local(element) in known:
                report.fact(known[local(element)], words(element))
    for element in children(parsed(package, "docProps/custom.xml"))[:_MOST_OWN]:
        report.fact(f"own property: {element.get('name', '')}", words(element))
