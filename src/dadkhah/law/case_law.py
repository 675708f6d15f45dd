"""Decisions and what they stand for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CaseLaw:
    """A decision and what it stands for."""

    case: str
    date: str
    point: str
    sources: tuple[str, ...]
    confidence: str = ""
