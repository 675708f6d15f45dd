"""Make a folder a BagIt bag (RFC 8493): declare it, count it, and list every file with its hash."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
PAYLOAD_LIST = "manifest-sha256.txt"
TAG_LIST = "tagmanifest-sha256.txt"


def declare_bag(folder: Path, *, labels: Mapping[str, str]) -> None:
    """Write `bagit.txt`, and `labels` in their order into `bag-info.txt`.

    There is no Payload-Oxum: it would count files that come after the release, and so the
    release could not fix this file. The payload list says the same and more.
    """
    _write(folder / "bagit.txt", DECLARATION)
    _write(folder / "bag-info.txt", "".join(f"{k}: {v}\n" for k, v in labels.items()))


def list_bag(folder: Path) -> None:
    """Write the two lists of a bag that is otherwise complete."""
    _write(folder / PAYLOAD_LIST, hash_list(folder, files_below(folder / "data", folder)))
    tag_files = sorted(p.name for p in folder.iterdir() if p.is_file() and p.name != TAG_LIST)
    _write(folder / TAG_LIST, hash_list(folder, tag_files))


def files_below(folder: Path, root: Path) -> list[str]:
    """Return the files below `folder` by their path from `root`, sorted."""
    return sorted(p.relative_to(root).as_posix() for p in folder.rglob("*") if p.is_file())


def hash_list(root: Path, names: list[str]) -> str:
    """Return lines `sha256  path`, as `sha256sum` writes them.

    The names must hold no line break and no `%`, which BagIt would have to encode.
    """
    return "".join(f"{sha256_of(root / name)}  {name}\n" for name in names)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hex, whatever its size."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
