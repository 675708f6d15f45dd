"""What a package says: facts that are its tool's claims, and its hashes compared with the files."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from dadkhah.derivation.findings import Fact, Notice
from dadkhah.derivation.kinds.packages.contents import ALGORITHMS, Contents
from dadkhah.derivation.kinds.packed.names import listed
from dadkhah.text.counted import counted

GROUP = "package"
_WEAK = frozenset({"md5", "sha1"})
_LONGEST = 500
_MOST = 60
_TELLING = (
    "device", "imei", "ipv4", "ipv6", "wifi", "mac", "cell", "location", "latitude", "longitude",
    "network", "gps",
)  # fmt: skip
_BY_LENGTH = {32: "md5", 40: "sha1", 64: "sha256", 128: "sha512"}


@dataclass(frozen=True, slots=True)
class Promise:
    """A hash that a package says a file has; `name` is empty where it names none."""

    name: str
    algorithm: str  # as hashlib calls it
    digest: str


def claim(name: str, value: object, *, of: str = "") -> Fact:
    """Return a fact that is no more than what a package says, of all or of one file."""
    said = f"claims {name.strip().strip('_').lower()}" + (f" of {of}" if of else "")
    return Fact(GROUP, said, str(value)[:_LONGEST])


def claims_of(values: Mapping[str, object], *, of: str = "") -> list[Fact]:
    """Return what a record of a package says, without what is empty."""
    given = [(name, value) for name, value in values.items() if name and str(value or "").strip()]
    return [claim(name, value, of=of) for name, value in given[:_MOST]]


def telling(facts: Iterable[Fact]) -> Iterator[Notice]:
    """Warn where a package says much of whoever captured what is in it."""
    found = {word for fact in facts for word in _TELLING if word in fact.name.lower()}
    if found:
        yield Notice(
            "package-tells-of-its-maker",
            "It tells about the device, the network or the place of whoever captured it: "
            f"{', '.join(sorted(found))}. Look at that before it goes to anybody.",
        )


def algorithm_of(digest: str) -> str:
    """Return which hash a hex digest of this length is; nothing for none."""
    is_hex = bool(digest) and all(letter in "0123456789abcdef" for letter in digest.lower())
    return _BY_LENGTH.get(len(digest), "") if is_hex else ""


def compared(promises: Iterable[Promise], contents: Contents, tool: str) -> Iterator[Notice]:
    """Compare every promised hash with the files: by name where there is one, else any file."""
    kept = list(dict.fromkeys(promises))
    good, wrong, missing = 0, [], []
    by_name = _by_name(contents)
    digests = {digest for held in contents.values() for digest in held.digests.values()}
    for one in kept:
        held = by_name.get(_folded(one.name)) if one.name else None
        if (held is None and one.digest.lower() in digests) or (
            held is not None and contents[held].digests.get(one.algorithm) == one.digest.lower()
        ):
            good += 1
        elif held is None:
            missing.append(one.name or f"{ALGORITHMS.get(one.algorithm, '')} {one.digest[:16]}")
        else:
            wrong.append(held)
    yield from _told(good, wrong, missing, number=len(kept), tool=tool)
    if kept and all(one.algorithm in _WEAK for one in kept):
        said = "Its hashes are MD5 or SHA-1 only: two different files can be made that share one."
        yield Notice("package-hashes-weak", said)


def _told(
    good: int, wrong: list[str], missing: list[str], *, number: int, tool: str
) -> Iterator[Notice]:
    if good:
        hashes = "1 hash" if number == 1 else f"{number} hashes"
        yield Notice(
            "package-hashes-good",
            f"{good} of {hashes} in the lists of {tool} fit the files beside them. That says that "
            "they belong together, not that they are true.",
        )
    if wrong:
        said = f"{counted(len(wrong), 'file')} in it"
        be = "is" if len(wrong) == 1 else "are"
        said = f"{said} {be} not what the lists of {tool} say: {listed(wrong)}."
        yield Notice("package-hash-wrong", said)
    if missing:
        said = f"In the lists of {tool}, and not in the package: {listed(missing)}."
        yield Notice("package-file-missing", said)


def _by_name(contents: Contents) -> dict[str, str]:
    """Return where each name leads: whole paths first, then the last parts that are there once."""
    found = {_folded(name): name for name in contents}
    last: dict[str, list[str]] = {}
    for name in contents:
        last.setdefault(_folded(PurePosixPath(name).name), []).append(name)
    return {**{one: names[0] for one, names in last.items() if len(names) == 1}, **found}


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.replace("\\", "/"))
