"""What a task found in a file: facts, notices, fingerprints, verdicts, pictures, members.

One shape for every kind of file. A task returns `Findings.written()`; the other side reads it with
`read_findings`, which believes nothing: the process that wrote it may have been taken over.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any, TypeVar

from dadkhah.derivation.outcome import Reason
from dadkhah.errors import FileNotDerivable
from dadkhah.text.one_line import on_one_line

MOST = 5000
"""How many of each a file may have; what is more is cut, and a notice says so."""
_LONGEST = 2000
_Part = TypeVar("_Part")


class Relation(StrEnum):
    """What an item is to the item it was taken from."""

    MEMBER = "member"  # of an archive or another tool's package
    ATTACHMENT = "attachment"  # of a message
    EMBEDDED = "embedded"  # in a document
    RESOURCE = "resource"  # of a web archive
    REDACTION = "redaction"  # a copy in which something is hidden


class Verdict(StrEnum):
    """What a check of a signature or time stamp came to. None of them says that a file is true."""

    GOOD = "good"  # it fits these bytes, and its signer is one this house trusts
    UNTRUSTED = "untrusted"  # it fits these bytes, by a signer nobody here knows
    BROKEN = "broken"  # it does not fit these bytes, or cannot be read
    NONE = "none"  # there is none


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a file says of itself; a claim of whoever made it. `group`: "exif", "package"."""

    group: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader must know: hidden content, tracked changes. `code` is stable."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A value that is alike for like content: "dhash", "minhash". `at`: seconds into a film."""

    kind: str
    value: str
    at: float = 0


@dataclass(frozen=True, slots=True)
class Provenance:
    """One credential of a file, checked. `scheme`: "c2pa", "openpgp", "wacz", "rfc3161"."""

    scheme: str
    verdict: str
    detail: str
    signer: str = ""
    signed_at: str = ""  # UTC, ISO 8601; as it claims


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the folder, for people to look at. `at`: seconds into a film."""

    file: str
    what: str  # thumbnail | poster | keyframe | waveform | page
    width: int
    height: int
    at: float = 0


@dataclass(frozen=True, slots=True)
class Member:
    """A file that was inside, written into the folder; `name` is as the container has it."""

    file: str
    name: str
    relation: str = Relation.MEMBER
    modified: str = ""  # as the container says


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one task found. `has_text`: it left `text.json`."""

    has_text: bool = False
    facts: tuple[Fact, ...] = ()
    notices: tuple[Notice, ...] = ()
    fingerprints: tuple[Fingerprint, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    pictures: tuple[Picture, ...] = ()
    members: tuple[Member, ...] = ()

    def written(self) -> dict[str, object]:
        """Return it as JSON values: the answer of a task."""
        return asdict(self)


def read_findings(answer: Mapping[str, object]) -> Findings:
    """Read what a task answered; raises `FileNotDerivable` for what no task of ours writes.

    Names of files lead nowhere but into the folder; texts are cut and on one line.
    """
    try:
        return Findings(
            has_text=bool(answer.get("has_text", False)),
            facts=_parts(answer, "facts", Fact),
            notices=_parts(answer, "notices", Notice),
            fingerprints=_parts(answer, "fingerprints", Fingerprint),
            provenance=_parts(answer, "provenance", Provenance, _checked_verdict),
            pictures=_parts(answer, "pictures", Picture, _checked_file),
            members=_parts(answer, "members", Member, _checked_file),
        )
    except (TypeError, ValueError, OverflowError, AttributeError, RecursionError) as error:
        message = f"What was derived cannot be read ({error!r}); derive it again."
        raise FileNotDerivable(Reason.DAMAGED, on_one_line(message)[:500]) from error


def _parts(
    answer: Mapping[str, object],
    name: str,
    kind: type[_Part],
    check: Callable[[_Part], _Part] = lambda part: part,
) -> tuple[_Part, ...]:
    written = answer.get(name, ())
    if not isinstance(written, list | tuple):
        raise TypeError(name)
    return tuple(check(_part(kind, one)) for one in written[:MOST])


def _part(kind: type[_Part], written: Mapping[str, Any]) -> _Part:
    """Make one part of plain values; a number where a number belongs, a text elsewhere."""
    values: dict[str, object] = {}
    for field in fields(kind):  # type: ignore[arg-type]
        if field.name not in written:
            continue
        value = written[field.name]
        if field.type is float or field.type is int:
            values[field.name] = field.type(value)
        else:
            values[field.name] = on_one_line(str(value).replace("\0", ""))[:_LONGEST]
    return kind(**values)


def _checked_verdict(one: Provenance) -> Provenance:
    Verdict(one.verdict)
    return one


_InFolder = TypeVar("_InFolder", Picture, Member)


def _checked_file(one: _InFolder) -> _InFolder:
    path = PurePosixPath(one.file)
    if path.is_absolute() or ".." in path.parts or "\\" in one.file or not path.parts:
        raise ValueError(f"a file outside the folder: {one.file!r}")
    return one
