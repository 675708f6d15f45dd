"""The names of things in the languages of a case."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """A short name in English, Dari (`fa`) and Pashto (`ps`); empty where not translated."""

    en: str
    fa: str = ""
    ps: str = ""
    official: bool = False  # whether the translations are

    def in_language(self, language: str) -> str:
        """Return the name in `language`; in English where there is no translation."""
        return {"fa": self.fa, "ps": self.ps}.get(language) or self.en
