"""A bag (BagIt, RFC 8493): every payload file compared with every list of hashes."""

import re
from collections.abc import Iterator, Sequence

from dadkhah.derivation.findings import Fact, Findings, Notice
from dadkhah.derivation.kinds.packages.claims import Promise, claim, compared
from dadkhah.derivation.kinds.packages.contents import ALGORITHMS, Contents
from dadkhah.derivation.kinds.packed.names import listed

TOOL = "BagIt"
_DECLARATION = "bagit.txt"
_LIST = re.compile(r"^(tag)?manifest-([a-z0-9]+)\.txt$")
_LINE = re.compile(r"^\s*([0-9a-fA-F]+)[ \t]+\*?(?:\./)?(.+?)\s*$")
_ENCODED = {"%0A": "\n", "%0a": "\n", "%0D": "\r", "%0d": "\r", "%25": "%"}
_OXUM = re.compile(r"^(\d+)\.(\d+)$")
_PAYLOAD = "data/"
_MOST_LABELS = 60


def recognises(names: Sequence[str]) -> bool:
    """A bag declares itself."""
    return _DECLARATION in names


def algorithms(contents: Contents) -> frozenset[str]:
    """Return the hashes its lists are made with, among those that are known here."""
    lists = [found.group(2) for name in contents if (found := _LIST.match(name))]
    return frozenset(lists) & ALGORITHMS.keys()


def read(contents: Contents) -> Findings | None:
    """Check a bag. Its labels are claims of whoever made it."""
    promises = {name: list(_promises(name, contents)) for name in contents if _LIST.match(name)}
    known = [one for some in promises.values() for one in some if one.algorithm in ALGORITHMS]
    labels = _labels(contents)
    version = dict(_pairs(contents[_DECLARATION].text)).get("BagIt-Version", "")
    facts = [Fact("package", "tool", TOOL), claim("version", version)]
    facts += [claim(name, value) for name, value in labels[:_MOST_LABELS]]
    notices = [*compared(known, contents, TOOL), *_beside(contents, promises, labels)]
    return Findings(facts=tuple(facts), notices=tuple(notices))


def _promises(name: str, contents: Contents) -> Iterator[Promise]:
    found = _LIST.match(name)
    for line in contents[name].text.splitlines():
        if found and (parts := _LINE.match(line)):
            path = re.sub("%0[AaDd]|%25", lambda code: _ENCODED[code.group()], parts.group(2))
            yield Promise(path, found.group(2), parts.group(1).lower())


def _beside(
    contents: Contents, promises: dict[str, list[Promise]], labels: list[tuple[str, str]]
) -> Iterator[Notice]:
    payload = {name: held.size for name, held in contents.items() if name.startswith(_PAYLOAD)}
    lists = {name: some for name, some in promises.items() if not name.startswith("tag")}
    for name, some in lists.items():
        if extra := sorted(payload.keys() - {one.name for one in some}):
            yield Notice("package-file-extra", f"Not in its list {name}: {listed(extra)}.")
    if not lists:
        yield Notice("package-list-missing", "It has no list of the hashes of its files.")
    unknown = {one.algorithm for some in promises.values() for one in some} - ALGORITHMS.keys()
    if unknown:
        said = f"Its lists use hashes that are not known here: {', '.join(sorted(unknown))}."
        yield Notice("package-hash-unknown", said)
    oxum = _OXUM.match(dict(labels).get("Payload-Oxum", ""))
    if oxum and (int(oxum.group(1)), int(oxum.group(2))) != (sum(payload.values()), len(payload)):
        yield Notice(
            "package-size-wrong",
            f"It says that it holds {oxum.group(1)} bytes in {oxum.group(2)} files, and holds "
            f"{sum(payload.values())} in {len(payload)}.",
        )
    if "fetch.txt" in contents:
        lines = len(contents["fetch.txt"].text.splitlines())
        said = f"It names {lines} files to be fetched from elsewhere; nothing was fetched."
        yield Notice("package-incomplete", said)


def _labels(contents: Contents) -> list[tuple[str, str]]:
    return list(_pairs(contents["bag-info.txt"].text)) if "bag-info.txt" in contents else []


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Give the labels of a tag file; a line that begins with white space goes on."""
    for line in re.sub(r"\r?\n[ \t]+", " ", text).splitlines():
        name, colon, value = line.partition(":")
        if colon and name.strip():
            yield name.strip(), value.strip()
