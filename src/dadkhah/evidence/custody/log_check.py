"""Check a whole custody log against its signed head, without any secret."""

from collections.abc import Iterator
from pathlib import Path

from dadkhah.errors import CustodyError
from dadkhah.evidence.custody.content_check import LogProblem, check_content
from dadkhah.evidence.custody.device import ORIGIN
from dadkhah.evidence.custody.log_reader import HEAD_FILE, KEPT_FOLDER, KEY_FILE, LogReader
from dadkhah.evidence.tlog.checkpoint import read_checkpoint
from dadkhah.evidence.tlog.signed_note import VerifierKey
from dadkhah.evidence.tlog.tile_folder import NO_FILE
from dadkhah.evidence.tlog.tiles import read_tile_path

__all__ = ["LogProblem", "check_log"]


def check_log(folder: Path, vkey: VerifierKey) -> list[LogProblem]:
    """Compare entries, tiles, head and kept heads of `folder`; an empty list is a sound log.

    Of a log that is being written to, the unfinished batch is reported: hold its lock meanwhile.
    """
    try:
        reader = LogReader(folder, vkey)
    except CustodyError as error:
        return [*_check_key(folder, vkey), LogProblem("head-not-valid", HEAD_FILE, str(error))]
    return [
        *_check_key(folder, vkey),
        *check_content(reader),
        *_check_files(reader),
        *_check_kept_heads(reader),
    ]


def _check_key(folder: Path, vkey: VerifierKey) -> Iterator[LogProblem]:
    try:
        found = (folder / KEY_FILE).read_bytes()
    except NO_FILE:
        yield LogProblem("key-missing", KEY_FILE, "The file with the log's public key is missing.")
    else:
        if found != f"{vkey.text}\n".encode():
            message = f"The folder does not hold the key it was checked with, {vkey.text}."
            yield LogProblem("key-differs", KEY_FILE, message)
    if vkey.name != f"{ORIGIN}/{folder.name}":
        message = f"The log of {vkey.name} lies in the folder of another device, {folder.name}."
        yield LogProblem("name-differs", folder.name, message)


def _check_files(reader: LogReader) -> Iterator[LogProblem]:
    """Find files that do not belong to the log, or not to this head."""
    kept = {f"{KEPT_FOLDER}/{path.name}" for path in (reader.folder / KEPT_FOLDER).glob("*")}
    for file in sorted(path for path in reader.folder.rglob("*") if not path.is_dir()):
        path = file.relative_to(reader.folder).as_posix()
        name = read_tile_path(path)
        if file.is_symlink():
            yield LogProblem("not-a-file", path, "This is a link; a log consists of files.")
        elif path in {HEAD_FILE, KEY_FILE} or path in kept:
            continue
        elif name is None or name.is_beyond(reader.size):
            message = "The signed head does not cover this file: it was added, or a batch was cut "
            message += "short, which the next opening on its own device repairs."
            yield LogProblem("file-added", path, message)
        elif name.is_superseded(reader.size):
            wider = reader.tile(name.level, name.index)
            if not (reader.folder / wider.path).is_file():
                continue  # reported as missing
            if not (reader.folder / wider.path).read_bytes().startswith(file.read_bytes()):
                message = f"This earlier, narrower tile is not the beginning of {wider.path}."
                yield LogProblem("tile-changed", path, message)


def _check_kept_heads(reader: LogReader) -> Iterator[LogProblem]:
    for file in sorted(p for p in (reader.folder / KEPT_FOLDER).glob("*") if p.is_file()):
        path = f"{KEPT_FOLDER}/{file.name}"
        try:
            head = read_checkpoint(file.read_bytes(), reader.vkey)
            if str(head.size) != file.name:
                message = f"The kept head of {head.size} entries has the name of another."
                yield LogProblem("kept-head-not-valid", path, message)
            elif head.size > reader.size:
                message = f"A head of {head.size} entries was signed, but the log ends at "
                message += f"{reader.size}: entries were cut off, or an old copy was put in place."
                yield LogProblem("kept-head-ahead", path, message)
            elif reader.root_at(head.size) != head.root:
                message = f"The first {head.size} entries are not those that this head was signed "
                message += "over: the log has been forked."
                yield LogProblem("kept-head-inconsistent", path, message)
        except CustodyError as error:
            yield LogProblem("kept-head-not-valid", path, str(error))
