"""Make a folder a BagIt bag (RFC 8493): declare it, count it, and list every file with its hash."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
PAYLOAD_LIST = "manifest-sha256.txt"
TAG_LIST = "tagmanifest-sha256.txt"
BAG_FILES = frozenset({"bagit.txt", "bag-info.txt", PAYLOAD_LIST, TAG_LIST})


def write_bag(folder: Path, *, labels: Mapping[str, str]) -> None:
    """Write the four BagIt files of `folder`, whose payload is complete under `data/`.

    `labels` go into `bag-info.txt` in their order, before the count of bytes and files.
    """
    payload = files_below(folder / "data", folder)
    size = sum((folder / name).stat().st_size for name in payload)
    labels = {**labels, "Payload-Oxum": f"{size}.{len(payload)}"}
    _write(folder / "bagit.txt", DECLARATION)
    _write(folder / "bag-info.txt", "".join(f"{k}: {v}\n" for k, v in labels.items()))
    _write(folder / PAYLOAD_LIST, hash_list(folder, payload))
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
