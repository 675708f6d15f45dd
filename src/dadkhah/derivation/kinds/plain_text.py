"""Plain text in any encoding. Line ends are the same everywhere in the derivative only."""

import codecs
import re
from pathlib import Path

from dadkhah.derivation.kinds.options import number_of
from dadkhah.derivation.outcome import MIB, Options, Reason
from dadkhah.derivation.text_layer import TEXT_FILE, Page, TextLayer, write_text_layer
from dadkhah.errors import FileNotDerivable

_MOST_BYTES = 16 * MIB
_MARKS = (  # the longer ones first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SEVERAL_HIGH = re.compile(rb"[\x80-\xff]{2,}")
_HIGH = re.compile(rb"[\x80-\xff]")


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write `text.json` with one page; answer the encoding and whether it was guessed."""
    most = int(number_of(options, "most_bytes", _MOST_BYTES))
    with source.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise FileNotDerivable(Reason.TOO_LARGE, f"It has more than {most} bytes of text.")
    text, encoding, is_guess = decoded(content)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    layer = TextLayer((Page(1, "", 0, 0, text),))
    (folder / TEXT_FILE).write_bytes(write_text_layer(layer))
    return {"encoding": encoding, "is_guess": is_guess, "characters": len(text)}


def decoded(content: bytes) -> tuple[str, str, bool]:
    """Return the text, its encoding and whether that is a guess.

    A byte order mark or valid UTF-8 is certain. UTF-16 without a mark and the Windows code pages
    for Arabic script and for Latin letters are guesses by how the bytes are spread.
    """
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    if encoding:
        return _as(content, encoding), encoding, False
    if b"\0" in content:
        encoding = _utf_16_without_mark(content)
        return _as(content, encoding), encoding, True
    try:
        return _as_text(content.decode("utf-8")), "utf-8", False
    except UnicodeDecodeError:
        encoding = _code_page(content)
        return _as(content, encoding), encoding, True


def _as(content: bytes, encoding: str) -> str:
    try:
        return _as_text(content.decode(encoding))
    except UnicodeDecodeError as error:
        raise FileNotDerivable(Reason.NOT_THIS_KIND, f"It is no text in {encoding}.") from error


def _as_text(text: str) -> str:
    if _NOT_TEXT.search(text):
        raise FileNotDerivable(Reason.NOT_THIS_KIND, "It is no text: it has control characters.")
    return text


def _utf_16_without_mark(content: bytes) -> str:
    # Letters of one script share their high byte, and line ends and spaces have zero there.
    return "utf-16-le" if content[1::2].count(0) >= content[0::2].count(0) else "utf-16-be"


def _code_page(content: bytes) -> str:
    """Arabic letters stand side by side; accented Latin letters mostly stand alone."""
    together = sum(len(run) for run in _SEVERAL_HIGH.findall(content))
    if together * 2 > len(_HIGH.findall(content)):
        return "windows-1256"
    try:
        content.decode("windows-1252")
    except UnicodeDecodeError:
        return "iso-8859-1"
    return "windows-1252"
