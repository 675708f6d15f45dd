"""How each part of the law was compiled."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class About:
    """How a part of the law was compiled: notes by name, and sources."""

    id: str
    title: str
    notes: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
