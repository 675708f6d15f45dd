"""Drafts of filings in a case folder: `filings/*.yaml`, kept word for word."""

import re
from collections.abc import Mapping
from pathlib import Path

from dadkhah.exchange.casefolder.evidence_files import is_ignored
from dadkhah.exchange.tables.problems import WHOLE_FILE, Problem

FILINGS = "filings"
_DRAFT = re.compile(rf"{FILINGS}/[A-Za-z0-9][A-Za-z0-9._-]*\.yaml")


def is_draft(file: str) -> bool:
    """Whether `file` is a path that a draft may have."""
    return _DRAFT.fullmatch(file) is not None


def read_drafts(folder: Path) -> tuple[Mapping[str, str], list[Problem]]:
    """Return the text of each draft by its path in the folder, and what cannot be one."""
    drafts: dict[str, str] = {}
    problems: list[Problem] = []
    if not (folder / FILINGS).is_dir():
        return drafts, problems
    for path in sorted((folder / FILINGS).iterdir()):
        if is_ignored(path.name):
            continue
        file = f"{FILINGS}/{path.name}"
        reason = ""
        if path.is_symlink() or not path.is_file() or not is_draft(file):
            reason = "is no draft; a draft is a plain file named like 'letter.yaml'."
        else:
            try:
                drafts[file] = path.read_bytes().decode()
            except UnicodeDecodeError:
                reason = "is not UTF-8; save it as UTF-8."
        if reason:
            problems.append(Problem(file, WHOLE_FILE, "", reason))
    return drafts, problems
