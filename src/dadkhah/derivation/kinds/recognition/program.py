"""Tesseract as a program: where it is, which languages it has, and what it reads in a picture.

It is run with nothing of our environment, on one processor, and speaks through pipes only: behind
the walls of the sandbox no file outside one folder can be opened for writing.
"""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from dadkhah.derivation.outcome import Reason
from dadkhah.derivation.text_layer import Box
from dadkhah.errors import FileNotDerivable

PACKS: Mapping[str, str] = {"fa": "fas", "ps": "pus", "en": "eng", "ar": "ara", "ur": "urd"}
"""What Tesseract calls the languages of `languages.LANGUAGES`."""
HOW_TO_GET_IT = (
    "Tesseract, which reads letters in pictures, is not installed on this computer; on Debian: "
    "apt install tesseract-ocr tesseract-ocr-fas tesseract-ocr-pus."
)
_PLACES = os.pathsep.join(
    ("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin", r"C:\Program Files\Tesseract-OCR")
)
_SECONDS = 120  # for one picture
_DOTS_PER_INCH = (300, 300)
_WORD = "5"  # the level of a row
# Marks of direction that it puts between words; the letters have their own.
_DIRECTIONS = dict.fromkeys(
    map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word that was read: its box in pixels, how sure the program is (0 to 100), and its line."""

    text: str
    box: Box
    confidence: float
    line: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program that was found. It works in `folder`, where it leaves nothing."""

    path: str
    version: str
    packs: frozenset[str]
    folder: Path

    def words(self, picture: Image.Image, pack: str, *, layout: int = 3) -> list[SeenWord]:
        """Return the words of a picture in reading order. `layout` is its "page segmentation mode".

        Raises `FileNotDerivable` when it takes too long.
        """
        table = self._run(picture, "-l", pack, "--psm", str(layout), "tsv")
        return list(_words(table.splitlines()))

    def turn_of(self, picture: Image.Image) -> int:
        """Return by how many degrees, clockwise, a picture is to be turned to stand upright."""
        if "osd" not in self.packs:
            return 0
        for line in self._run(picture, "--psm", "0").splitlines():
            name, _, value = line.partition(":")
            if name == "Rotate" and value.strip() in ("90", "180", "270"):
                return int(value)
        return 0

    def _run(self, picture: Image.Image, *arguments: str) -> str:
        file = self.folder / "page.tif"  # not compressed: a second saved for a page with grain
        picture.save(file, dpi=_DOTS_PER_INCH)
        try:
            return _output((self.path, str(file), "stdout", *arguments), self.folder)
        except subprocess.TimeoutExpired as error:
            message = f"Reading one page took longer than {_SECONDS} seconds."
            raise FileNotDerivable(Reason.TIMED_OUT, message) from error
        finally:
            file.unlink()


def installed_packs() -> frozenset[str] | None:
    """Return which languages can be read on this computer ("fas", "pus"), None without Tesseract.

    Takes some 20 ms. "osd" among them is no language: it tells how a page is turned.
    """
    path = _path()
    if path is None:
        return None
    try:
        listed = _output((path, "--list-langs"), Path("/"))
    except (OSError, subprocess.TimeoutExpired):
        return None
    return frozenset(line.strip() for line in listed.splitlines()[1:] if line.strip())


def find_tesseract(folder: Path) -> Tesseract:
    """Return the program; raises `FileNotDerivable` that says how to get it."""
    path, packs = _path(), installed_packs()
    if path is None or packs is None:
        raise FileNotDerivable(Reason.NO_PROGRAM, HOW_TO_GET_IT)
    version = (_output((path, "--version"), folder).splitlines() or ["tesseract"])[0]
    return Tesseract(path, version.strip()[:60], packs, folder)


def pack_for(language: str, packs: frozenset[str]) -> str:
    """Return the installed pack of a language; raises `FileNotDerivable` naming what brings it."""
    pack = PACKS.get(language)
    if pack is None:
        message = f"'{language}' is none of the languages that can be read: {', '.join(PACKS)}."
        raise FileNotDerivable(Reason.NO_PROGRAM, message)
    if pack not in packs:
        message = (
            f"Tesseract is installed here without the language '{pack}'; "
            f"on Debian: apt install tesseract-ocr-{pack}."
        )
        raise FileNotDerivable(Reason.NO_PROGRAM, message)
    return pack


def _path() -> str | None:
    return shutil.which("tesseract", path=_PLACES)


def _output(command: Sequence[str], folder: Path) -> str:
    environment = {"OMP_THREAD_LIMIT": "1", "TMPDIR": str(folder), "HOME": str(folder)}
    if sys.platform == "win32":
        environment["SYSTEMROOT"] = os.environ.get("SYSTEMROOT", "")
    # Pipes for all three: `DEVNULL` would open a file for writing.
    ended = subprocess.run(  # noqa: S603 - a program of the system, in a place only root writes
        command,
        input=b"",
        capture_output=True,
        cwd=folder,
        env=environment,
        timeout=_SECONDS,
        check=False,
    )
    return ended.stdout.decode("utf-8", "replace")


def _words(lines: Sequence[str]) -> Iterator[SeenWord]:
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        text = "".join((row["text"] or "").translate(_DIRECTIONS).split())
        if row["level"] != _WORD or not text:
            continue
        box = Box(*(float(row[side]) for side in ("left", "top", "width", "height")))
        line = tuple(int(row[part]) for part in ("block_num", "par_num", "line_num"))
        yield SeenWord(text, box, float(row["conf"]), line)
