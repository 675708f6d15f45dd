"""Check a whole custody log against its signed head, without any secret."""

from dataclasses import dataclass
from pathlib import Path

from dadkhah.evidence.tlog.signed_note import VerifierKey


@dataclass(frozen=True, slots=True)
class LogProblem:
    """One thing wrong with a log: a stable code, where, and a sentence for a person."""

    code: str
    subject: str
    message: str


def check_log(folder: Path, vkey: VerifierKey) -> list[LogProblem]:
    """Compare entries, tiles, head and kept heads of `folder`; an empty list is a sound log."""
    raise NotImplementedError
