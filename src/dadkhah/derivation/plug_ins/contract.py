"""What a program that is plugged in has to do, and what it gives back."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

GROUP = "dadkhah.derivation"
"""The group of entry points; the names in it are those of `Work`."""


class Work(StrEnum):
    """What can be plugged in."""

    SPEECH = "speech"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True)
class Said:
    """Something that is said in a sound or film: from when until when, in seconds."""

    start: float
    end: float
    text: str


class SpeechWriter(Protocol):
    """Writes down what is said. The class is called without arguments."""

    program: str
    """Its name and version, for the record: "example-speech 1.2, model of May 2026"."""

    def write_down(self, file: Path, language: str) -> Iterable[Said]:
        """Return what is said in a file, in order. `language` is "fa", "ps", ... or empty.

        The file has no telling name and may be hostile. Raise `FileNotDerivable` with a sentence
        for what cannot be read; anything else that is raised is kept as a failure too.
        """


class Translator(Protocol):
    """Translates a text. The class is called without arguments."""

    program: str

    def translate(self, text: str, source: str, target: str) -> str:
        """Return a page of text in the language `target`; `source` may be empty."""
