"""The package of another tool: its own lists and hashes, read as claims and compared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dadkhah.derivation.findings import Findings
from dadkhah.derivation.kinds.packages import (
    auto_archiver,
    bagit,
    bayanat,
    dossier,
    proofmode,
    tella,
)
from dadkhah.derivation.kinds.packages.contents import Contents, names_in, read_contents, root_of
from dadkhah.derivation.kinds.packages.folder import FolderContainer
from dadkhah.derivation.kinds.packed.entries import Container
from dadkhah.derivation.kinds.packed.opening import open_container
from dadkhah.derivation.kinds.packed.room import Room
from dadkhah.derivation.outcome import MIB, Options

# Nothing is written: what is read may be more than what may be unpacked.
_MOST_BYTES, _MOST_FILES = 16 * 1024 * MIB, 20_000


@dataclass(frozen=True, slots=True)
class _Reader:
    """What knows one tool: by the names in a package first, then by what stands in it."""

    recognises: Callable[[Sequence[str]], bool]
    algorithms: Callable[[Contents], frozenset[str]]
    read: Callable[[Contents], Findings | None]


_READERS = tuple(
    _Reader(one.recognises, one.algorithms, one.read)
    for one in (bagit, proofmode, bayanat, tella, auto_archiver, dossier)
)


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Answer what the package says; an archive that is no package has empty findings."""
    return _read(open_container(source), source.stat().st_size).written()


def read_package_folder(folder: Path) -> Findings:
    """Return what a package on disk says, as for one in an archive; links are not followed.

    Raises `FileNotDerivable` when there is more in the folder than is read.
    """
    return _read(FolderContainer(folder), _MOST_BYTES)


def _read(container: Container, size: int) -> Findings:
    names = names_in(container)
    root = root_of(names)
    below = [name.removeprefix(root) for name in names]
    readers = [one for one in _READERS if one.recognises(below)]
    if not readers:
        return Findings()
    texts = read_contents(container, _room(size), root=root, algorithms=frozenset())
    there = [one for one in readers if one.recognises(list(texts))]  # what is broken is not
    known = next((one for one in there if one.read(texts) is not None), None)
    if known is None:
        return Findings()
    # Only now are all files hashed, and only as its lists are.
    algorithms = known.algorithms(texts)
    contents = read_contents(container, _room(size), root=root, algorithms=algorithms)
    return known.read(contents) or Findings()


def _room(size: int) -> Room:
    return Room(bytes=_MOST_BYTES, members=_MOST_FILES, packed=max(1, size))
