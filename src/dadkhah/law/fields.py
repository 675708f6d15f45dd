"""Take a mapping of a law file field by field, and refuse what nobody asked for.

A misspelt field would otherwise be lost in silence. Every refusal names file and line.
"""

from collections.abc import Iterable
from datetime import date
from typing import NoReturn

from dadkhah.errors import LawFileRefused
from dadkhah.law.labels import Labels
from dadkhah.text.strict_yaml import StrictList, StrictMap

TRANSLATIONS = ("unofficial", "official", "english-only")


class Fields:
    """One mapping; `close` refuses the fields that were not taken.

    `translations` is the file's `labels` field: whether its names in Dari and Pashto are
    official, unofficial, or absent on purpose.
    """

    def __init__(self, found: StrictMap, translations: str | None = None) -> None:
        self._found = found
        self._left = dict.fromkeys(found)
        self.place = found.place()
        if translations is None:  # the top of a file
            translations = self.choice("labels", TRANSLATIONS) if "labels" in found else ""
        self.translations = translations

    def text(self, key: str) -> str:
        """Return the text of `key`, which must be there and not be empty."""
        text = self.note(key)
        if not text:
            self.refuse(key, f"`{key}` is missing or empty", f"Write `{key}: ...`")
        return text

    def note(self, key: str) -> str:
        """Return the text of `key`, or the empty string."""
        found = self._take(key)
        if found is None:
            return ""
        if not isinstance(found, str):
            self.refuse(key, f"`{key}` must be one text", "Remove the list or mapping under it")
        return found

    def choice(self, key: str, options: Iterable[str]) -> str:
        """Return the text of `key`, one of `options`."""
        text, known = self.text(key), tuple(options)
        if text not in known:
            self.refuse(key, f"`{key}: {text}` is not known", f"Write one of {', '.join(known)}")
        return text

    def flag(self, key: str) -> bool:
        """Return whether `key` says `true`; a missing key says `false`."""
        return key in self._found and self.choice(key, ("true", "false")) == "true"

    def number(self, key: str) -> int:
        """Return `key` as a whole number."""
        text = self.text(key)
        if not text.isascii() or not text.isdecimal():
            self.refuse(key, f"`{key}: {text}` is not a whole number", "Write digits only")
        return int(text)

    def day(self, key: str) -> date:
        """Return `key` as a whole date."""
        text = self.text(key)
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.refuse(key, f"`{key}: {text}` is not a date", "Write year-month-day: 2003-05-01")

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of texts under `key`; empty when it is missing."""
        found = self._list(key)
        if not all(isinstance(one, str) and one for one in found):
            self.refuse(key, f"`{key}` must list texts only", "Quote an entry that holds `: `")
        return tuple(str(one) for one in found)

    def each(self, key: str) -> "tuple[Fields, ...]":
        """Return the list of mappings under `key`; empty when it is missing."""
        found = self._list(key)
        maps = tuple(Fields(one, self.translations) for one in found if isinstance(one, StrictMap))
        if len(maps) != len(found):
            self.refuse(
                key, f"`{key}` must list mappings only", "Start each entry with `- id: ...`"
            )
        return maps

    def inside(self, key: str) -> "Fields":
        """Return the mapping under `key`; an empty one when it is missing."""
        found = self._take(key)
        if found is None:
            return Fields(StrictMap(self._found.name, self._found.line), self.translations)
        if not isinstance(found, StrictMap):
            self.refuse(key, f"`{key}` must be a mapping", "Write `name: text` lines under it")
        return Fields(found, self.translations)

    def notes(self, key: str) -> tuple[tuple[str, str], ...]:
        """Return the texts under `key` with their names, whatever those are."""
        inside = self.inside(key)
        return tuple((name, inside.text(name)) for name in tuple(inside._left))

    def names(self, key: str) -> Labels:
        """Return the names under `key` in English, Dari and Pashto."""
        if not self.translations:
            self.refuse(key, "the file does not say what its names are", _LABELS)
        inside = self.inside(key)
        official = self.translations == "official"
        names = Labels(inside.text("en"), inside.note("fa"), inside.note("ps"), official)
        inside.close()
        return names

    def close(self) -> None:
        """Refuse the first field that was not taken."""
        for key in self._left:
            known = ", ".join(k for k in self._found if k not in self._left)
            self.refuse(key, f"the field `{key}` is not known here", f"Correct it; known: {known}")

    def refuse(self, key: str, what: str, then: str) -> NoReturn:
        """Raise `LawFileRefused` at the line of `key`."""
        raise LawFileRefused(f"{self._found.place(key)}: {what}. {then}.")

    def _take(self, key: str) -> object:
        self._left.pop(key, None)
        return self._found.get(key)

    def _list(self, key: str) -> StrictList:
        found = self._take(key)
        if found is None:
            return StrictList(self._found.name, self._found.line)
        if not isinstance(found, StrictList):
            self.refuse(key, f"`{key}` must be a list", "Start each entry with `- `")
        return found


_LABELS = f"Write `labels:` and one of {', '.join(TRANSLATIONS)} near the top"
