"""Names inside containers: read in the code page they were written in, and looked at for tricks."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from dadkhah.derivation.findings import Notice
from dadkhah.derivation.kinds.plain_text import decoded
from dadkhah.errors import FileNotDerivable
from dadkhah.text.counted import counted
from dadkhah.text.one_line import on_one_line

LONGEST = 255
"""Bytes that common file systems allow between two slashes."""
_SHOWN = 5
_SHOWN_LETTERS = 80
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_SEPARATORS = re.compile(r"[/\\]")
_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:")
# What programs wrote names in: the default of zip first, which wins a tie; Arabic DOS last.
_DOS, _ARABIC_DOS = "cp437", "cp720"
_WINDOWS = frozenset({"windows-1256", "windows-1252"})
_ARABIC = re.compile("[\u0600-\u06ff\u200c]")


def decoded_name(raw: bytes) -> tuple[str, str]:
    """Return a name, and the code page where it had to be guessed; else an empty text.

    Valid UTF-8 is taken for what it is. Of the old code pages the one wins in which most bytes are
    letters; a few letters tell little, so the guess is told and never hidden.
    """
    try:
        return raw.decode("utf-8"), ""
    except UnicodeDecodeError:
        pages = (_DOS, _windows_page(raw), _ARABIC_DOS)
        best = max(pages, key=lambda page: _letters(raw.decode(page, "replace")))
        return raw.decode(best, "replace"), best


def unsurrogated(text: str) -> tuple[str, str]:
    """Return a name that Python could not decode as text that can be kept, and the guessed page."""
    return decoded_name(text.encode("utf-8", "surrogateescape"))


def listed(names: Sequence[str]) -> str:
    """Return names for a sentence: the first few, each on one line and not too long."""
    shown = [f"'{on_one_line(name)[:_SHOWN_LETTERS]}'" for name in names[:_SHOWN]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def notices_about(names: Iterable[str]) -> tuple[Notice, ...]:
    """Tell what in the names of the files inside may mislead a reader or a program."""
    given = list(names)
    found = [
        Notice(code, said.format(files=_files(bad), names=listed(bad)))
        for code, (is_bad, said) in _FAULTS.items()
        if (bad := [name for name in given if is_bad(name)])
    ]
    return (*found, *_alike(given))


def _files(names: Sequence[str]) -> str:
    return f"{counted(len(names), 'file')} inside {'has' if len(names) == 1 else 'have'}"


def _windows_page(raw: bytes) -> str:
    """Tell the two by how the letters stand together, as in any text."""
    try:
        page = decoded(raw)[1]
    except FileNotDerivable:  # it has control characters
        page = ""
    return page if page in _WINDOWS else "windows-1256"


def _letters(text: str) -> int:
    high = [letter for letter in text if not letter.isascii()]
    letters = sum(1 if letter.isalpha() or _ARABIC.match(letter) else -1 for letter in high)
    return letters - text.count("\ufffd")


def _climbs(name: str) -> bool:
    return ".." in _SEPARATORS.split(name)


def _is_long(name: str) -> bool:
    parts = _SEPARATORS.split(name)
    return any(len(part.encode("utf-8", "replace")) > LONGEST for part in parts)


_FAULTS: Mapping[str, tuple[Callable[[str], object], str]] = {
    "name-climbs": (
        _climbs,
        "{files} a name that leads out of the folder it is unpacked in, as an attack on programs "
        "that unpack does; each was taken under a name of ours: {names}.",
    ),
    "name-absolute": (
        _ABSOLUTE.match,
        "{files} a name that says where on a disk to write; each was taken under a name of ours: "
        "{names}.",
    ),
    "name-bidi": (
        _OVERRIDES.search,
        "{files} a name with characters that turn the order of letters round, so that it may look "
        "like another: {names}.",
    ),
    "name-control": (
        _CONTROLS.search,
        "{files} a name with control characters, shown as \\x00: {names}.",
    ),
    "name-long": (
        _is_long,
        f"{{files}} a name of more than {LONGEST} bytes, which many systems cannot keep: "
        "{names}.",
    ),
}


def _alike(names: Sequence[str]) -> Iterator[Notice]:
    repeated = [name for name, number in Counter(names).items() if number > 1]
    if repeated:
        said = f"Several files inside have the same name; each was taken: {listed(repeated)}."
        yield Notice("name-repeated", said)
    distinct = dict.fromkeys(names)
    folded = Counter(_folded(name) for name in distinct)
    twins = [name for name in distinct if folded[_folded(name)] > 1]
    if twins:
        said = "Names inside differ only in capitals or in how a letter is encoded; each file was "
        yield Notice("name-twins", f"{said}taken: {listed(twins)}.")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
