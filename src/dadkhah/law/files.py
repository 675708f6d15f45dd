"""The files of the law folder: each read once, none left unread, all of them in the version."""

import hashlib
import re
from pathlib import Path

from dadkhah.errors import LawFileRefused, YamlRefused
from dadkhah.law.fields import Fields
from dadkhah.text.strict_yaml import StrictMap, read_strict_yaml

_NOT_LAW = "examples"  # worked cases: they use the law and are no part of it


class LawFiles:
    """The YAML files under a folder, taken by kind; `close` refuses those nobody took."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        paths = sorted(folder.rglob("*.yaml"), key=lambda path: path.relative_to(folder).parts)
        names = (path.relative_to(folder).as_posix() for path in paths)
        self._texts = {n: self._read(n) for n in names if not n.startswith(f"{_NOT_LAW}/")}
        self._left = dict.fromkeys(self._texts)

    def version(self) -> str:
        """Return the number in `VERSION` and a digest of every file: `1.0.0+0123456789ab`.

        Line endings do not change the digest, so a checkout on Windows has the same version.
        """
        number = self._read("VERSION").strip()
        if not re.fullmatch(r"\d+\.\d+\.\d+", number):
            raise LawFileRefused(
                f"{self._name('VERSION')}:1: `{number}` is not a version. Write one like 1.0.0."
            )
        digest = hashlib.sha256()
        for name, text in self._texts.items():
            digest.update(f"{name}\n{len(text)}\n{text}".encode())
        return f"{number}+{digest.hexdigest()[:12]}"

    def one(self, name: str) -> Fields:
        """Return the file `name`, which must be there."""
        if name not in self._texts:
            raise LawFileRefused(f"{self._name(name)}: the file is missing. Restore it.")
        del self._left[name]
        try:
            found = read_strict_yaml(self._texts[name], self._name(name))
        except YamlRefused as error:
            raise LawFileRefused(str(error)) from error
        if not isinstance(found, StrictMap):
            raise LawFileRefused(
                f"{self._name(name)}:1: the file must be a mapping. Write `key: value` lines."
            )
        return Fields(found)

    def under(self, kind: str) -> tuple[Fields, ...]:
        """Return the files of the folder `kind`, in order of name; folders inside come last."""
        return tuple(self.one(name) for name in self._texts if name.startswith(f"{kind}/"))

    def close(self) -> None:
        """Refuse the first file that no kind of law claims."""
        for name in self._left:
            raise LawFileRefused(
                f"{self._name(name)}: no kind of law has files here. Move it to the folder of its "
                "kind, or remove it."
            )

    def _name(self, name: str) -> str:
        return f"{self._folder.name}/{name}"

    def _read(self, name: str) -> str:
        try:
            return (self._folder / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise LawFileRefused(
                f"{self._name(name)}: cannot be read as UTF-8 text ({error}). Restore the file."
            ) from error
