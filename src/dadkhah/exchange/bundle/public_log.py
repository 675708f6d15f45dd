"""Write the public side of a log into a bundle: key, heads, leaf hashes, proofs, anchors."""

import base64
import shutil
from collections.abc import Iterable
from pathlib import Path

from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.evidence.tlog.tiles import tile_names

ANSWERS = (".tsr", ".ots", ".cosignature")


def write_log(log: LogReader, folder: Path) -> None:
    """Write key, head and the hash tiles of level 0 of `log` into `folder`.

    The leaf hashes are all that a root is made of: higher tiles would say nothing new.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vkey").write_text(f"{log.vkey.text}\n", encoding="utf-8", newline="\n")
    (folder / "checkpoint").write_bytes(log.head().signed)
    leaves = log.leaf_hashes()
    for name in tile_names(0, log.size):
        path = folder / name.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"".join(next(leaves) for _ in range(name.width)))


def write_kept_heads(log: LogReader, folder: Path) -> None:
    """Write the earlier heads of `log` that were kept, each under its size."""
    kept = log.checkpoints()
    if kept:
        folder.mkdir(parents=True)
    for checkpoint in kept:
        (folder / str(checkpoint.size)).write_bytes(checkpoint.signed)


def write_proofs(log: LogReader, positions: Iterable[int], folder: Path) -> None:
    """Write a C2SP tlog-proof for each position, for verifiers that want one entry at a time."""
    folder.mkdir(parents=True)
    for position in positions:
        path = "".join(
            f"{base64.b64encode(sibling).decode()}\n" for sibling in log.inclusion_proof(position)
        )
        proof = f"c2sp.org/tlog-proof@v1\nindex {position}\n{path}\n".encode()
        (folder / f"{position}.tlog-proof").write_bytes(proof + log.head().signed)


def copy_trust(anchors: Path, folder: Path) -> None:
    """Copy whom the house asks for the time: the policy, and the roots of its authorities."""
    for file in (anchors / "policy", *sorted((anchors / "roots").glob("*.pem"))):
        if file.is_file():
            _copy(file, folder / file.relative_to(anchors))


def copy_anchors(anchors: Path, log: LogReader, folder: Path) -> None:
    """Copy what was answered about the heads of `log` that the bundle has."""
    sizes = {log.head().size, *(checkpoint.size for checkpoint in log.checkpoints())}
    for size in sorted(sizes):
        for file in sorted((anchors / log.folder.name / str(size)).glob("*")):
            if file.suffix in ANSWERS:
                _copy(file, folder / log.folder.name / str(size) / file.name)


def _copy(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)
