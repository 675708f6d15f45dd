"""The links of a part: to other parts of the file, and out of it (Open Packaging Conventions)."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from dadkhah.derivation.kinds.documents.office.markup import parsed
from dadkhah.derivation.kinds.documents.opened import Opened


@dataclass(frozen=True, slots=True)
class Link:
    """One link. `kind` is the last word of its type: "header", "hyperlink", "attachedTemplate"."""

    id: str
    kind: str
    target: str  # the name of a part, or an address outside
    is_outside: bool


def links_of(package: Opened, part: str) -> tuple[Link, ...]:
    """Return the links of a part in the order of the file; of the whole file for ""."""
    folder, name = posixpath.split(part)
    root = parsed(package, posixpath.join(folder, "_rels", f"{name}.rels"))
    if root is None:
        return ()
    return tuple(
        Link(
            one.get("Id", ""),
            one.get("Type", "").rpartition("/")[2],
            *_target(folder, one.get("Target", ""), one.get("TargetMode", "")),
        )
        for one in root
        if one.tag == "rel:Relationship"
    )


def links_outside(package: Opened) -> Iterator[Link]:
    """Yield every link of every part that leads out of the file."""
    for name in package.names:
        folder, base = posixpath.split(name)
        if base.endswith(".rels") and posixpath.basename(folder) == "_rels":
            part = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
            yield from (link for link in links_of(package, part) if link.is_outside)


def main_part(package: Opened) -> str:
    """Return the name of the part that the document is; nothing when the file names none."""
    kinds = {link.kind: link.target for link in links_of(package, "")}
    return kinds.get("officeDocument", "")


def _target(folder: str, target: str, mode: str) -> tuple[str, bool]:
    if mode.lower() == "external":
        return target, True
    path = unquote(target.partition("#")[0])
    whole = path if path.startswith("/") else posixpath.join(folder, path)
    return posixpath.normpath(whole).lstrip("/"), False
