"""What a workbook keeps and no sheet shows: copies of other data, names, histories."""

import posixpath
from xml.etree.ElementTree import Element

from dadkhah.derivation.kinds.documents.office.markup import child, children, parsed
from dadkhah.derivation.kinds.documents.office.report import Report
from dadkhah.derivation.kinds.documents.opened import Opened

_YES = frozenset({"1", "true"})


def tell_unseen(package: Opened, workbook: Element, report: Report) -> None:
    """Tell of it in notices, with the words."""
    _tell_names(workbook, report)
    for name in package.names:
        folder, base = posixpath.split(name.lower())
        if not base.endswith(".xml"):
            continue
        if folder == "xl/pivotcache":
            _tell_cache(package, name, report)
        elif folder == "xl/externallinks":
            _tell_copies(package, name, report)
        elif folder == "xl/revisions" and base.startswith("revisionlog"):
            _tell_history(package, name, report)
        elif name.lower() == "xl/connections.xml":
            _tell_connections(package, name, report)


def _tell_names(workbook: Element, report: Report) -> None:
    for one in children(workbook, "s:definedNames"):
        if one.get("hidden", "") in _YES:
            sentence = f"There is a hidden name: {one.get('name', '')}"
            report.notice("hidden-name", sentence, one.text or "")


def _tell_cache(package: Opened, name: str, report: Report) -> None:
    """A pivot table keeps a copy of its data, also of rows that its sheet no longer has."""
    root = parsed(package, name)
    values = [] if root is None else [one.get("v", "") for one in root.iter() if one.get("v")]
    if values:
        sentence = f"A pivot table keeps a copy of the data it was made from ({name})"
        report.notice("pivot-copy", sentence, "; ".join(values))


def _tell_copies(package: Opened, name: str, report: Report) -> None:
    root = parsed(package, name)
    values = [] if root is None else [one.text or "" for one in root.iter("s:v")]
    if values:
        sentence = f"It keeps values copied from another workbook ({name})"
        report.notice("copied-values", sentence, "; ".join(values))


def _tell_history(package: Opened, name: str, report: Report) -> None:
    """A shared workbook logs each change of a cell with the value before."""
    root = parsed(package, name)
    for change in root.iter("s:rcc") if root is not None else ():
        old, new = child(change, "s:oc"), child(change, "s:nc")
        place = next((one.get("r", "") for one in (new, old) if one is not None), "")
        before, after = ("".join(one.itertext()) if one is not None else "" for one in (old, new))
        sentence = f"The cell {place} was changed while changes were tracked, from"
        report.notice("cell-change", sentence, f"{before} → {after}")


def _tell_connections(package: Opened, name: str, report: Report) -> None:
    root = parsed(package, name)
    for one in root.iter("s:connection") if root is not None else ():
        inner = next(iter(one), None)
        told = " ".join(
            [one.get("name", ""), *(inner.attrib.values() if inner is not None else ())]
        )
        report.notice("fetches", "It takes data from elsewhere when it is opened", told)
