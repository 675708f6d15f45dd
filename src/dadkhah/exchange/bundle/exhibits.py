"""Number the exhibits of a bundle and write their files."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dadkhah.errors import BundleIncomplete
from dadkhah.exchange.bundle.content import BundleContent, Custody
from dadkhah.records.evidence import EvidenceItem

_LONGEST_NAME = 100
_PIECE = 2**20


@dataclass(frozen=True, slots=True)
class BundledExhibit:
    """An item under the number it has in the bundle, and those the filings give it."""

    number: str
    numbers: dict[str, str]
    item: EvidenceItem

    def path(self, *, keep_name: bool = True) -> str:
        """Return where its file stands in the bundle; without its own name when that is hidden."""
        name = safe_name(self.item.file, self.number) if keep_name else self.number
        return f"data/exhibits/{self.number}/{name}"


def number_items(content: BundleContent) -> tuple[BundledExhibit, ...]:
    """Number every item of the case: first as the first filing does, then in order of use."""
    return numbered(content.case.items, content.exhibit_numbers, folders=content.folders)


def numbered(
    case_items: Iterable[EvidenceItem],
    given: Mapping[str, Mapping[str, str]],
    *,
    folders: Mapping[str, str] | None = None,
) -> tuple[BundledExhibit, ...]:
    """Number the items of a case; `given` has, for each filing, the number it gives an item.

    They are numbered as in `folders`, or else as in the first filing.
    """
    items = {item.id: item for item in case_items}
    first = folders or next(iter(given.values()), {})
    numbers = {item: number for item, number in first.items() if item in items}
    cited = [item for filing in given.values() for item in filing]
    free = (f"E-{n:03d}" for n in range(1, len(items) + len(numbers) + 1))
    unused = iter([number for number in free if number not in set(numbers.values())])
    for item in (*cited, *sorted(items)):
        if item in items and item not in numbers:
            numbers[item] = next(unused)
    return tuple(
        BundledExhibit(
            number, {filing: own[item] for filing, own in given.items() if item in own}, items[item]
        )
        for item, number in sorted(numbers.items(), key=lambda pair: pair[1])
    )


def write_exhibit(
    exhibit: BundledExhibit, custody: Custody, folder: Path, *, sha256: str, keep_name: bool
) -> str:
    """Write the file of an exhibit, byte for byte as received; return its path in the bundle.

    Raises `BundleIncomplete` when the vault gives other bytes than were received.
    """
    path = folder / exhibit.path(keep_name=keep_name)
    path.parent.mkdir(parents=True)
    digest = hashlib.sha256()
    with custody.open_item(exhibit.item) as stream, path.open("wb") as target:
        while piece := stream.read(_PIECE):
            digest.update(piece)
            target.write(piece)
    if digest.hexdigest() != sha256:
        raise BundleIncomplete(
            f"The vault gives other bytes for {exhibit.item.id} than its reception recorded. Run"
            " dadkhah vault verify."
        )
    return path.relative_to(folder).as_posix()


def safe_name(file: str, otherwise: str) -> str:
    """Return a file name that every system, and `sha256sum`, can write as it stands."""
    name = unicodedata.normalize("NFC", PurePosixPath(file).name)
    name = re.sub(r"[^\w.-]", "_", name).strip(".")
    stem, dot, suffix = name.rpartition(".")
    return f"{(stem or suffix)[:_LONGEST_NAME]}{dot and stem and f'.{suffix[:20]}'}" or otherwise
