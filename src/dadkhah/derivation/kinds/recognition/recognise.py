"""Letters in the pictures of a scan: each page in its own language, each word with its place.

What comes of it is a machine's reading, to be checked against the picture; the answer says how
sure the program is of each word.
"""

import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from dadkhah.derivation.findings import Fact, Findings, Notice
from dadkhah.derivation.kinds.options import number_of
from dadkhah.derivation.kinds.recognition.program import PACKS, Tesseract, find_tesseract, pack_for
from dadkhah.derivation.kinds.recognition.reading import ReadPage, read_page
from dadkhah.derivation.kinds.recognition.sheets import Sheets, Size, open_sheets
from dadkhah.derivation.outcome import Options, Reason
from dadkhah.derivation.text_layer import TEXT_FILE, Page, TextLayer, write_text_layer
from dadkhah.errors import FileNotDerivable

MOST_PAGES = 200
_SECONDS = 900  # then what was read is kept, and the rest is for another time
_LISTED = 20  # numbers of pages in a notice
_PAGES = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?", re.ASCII)


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write `text.json`; answer `languages` and `confidence` of each page that was read.

    Options: `language` ("fa", "ps", "en", "ar", "ur"; else each page is looked at), `pages`
    ("3", "1-5,9"; else all), `most_to_read` pages and `most_seconds`. `confidence` of a page has
    one number from 0 to 100 for each of its words.
    """
    language = str(options.get("language", ""))
    program = find_tesseract(folder)
    if language:
        pack_for(language, program.packs)
    elif not program.packs & set(PACKS.values()):
        pack_for("fa", program.packs)
    with open_sheets(source, options) as sheets:
        wanted = wanted_pages(str(options.get("pages", "")), len(sheets.sizes))
        read, failed = _read(program, sheets, wanted, options, language)
    pages = [_page(read, number, size) for number, size in enumerate(sheets.sizes, 1)]
    (folder / TEXT_FILE).write_bytes(write_text_layer(TextLayer(tuple(pages))))
    notices = [*_notices(read, wanted, failed), *_of_languages(program, read, language)]
    mean = _mean([one for page in read.values() for one in page.confidence])
    facts = tuple(_facts(program, read, mean))
    return {
        **Findings(has_text=True, facts=facts, notices=tuple(notices)).written(),
        "program": program.version,
        "languages": {str(number): page.language for number, page in read.items()},
        "turned": {str(number): page.turn for number, page in read.items() if page.turn},
        "mean_confidence": round(mean, 1),
        "confidence": {str(number): list(page.confidence) for number, page in read.items()},
    }


def wanted_pages(asked: str, count: int) -> tuple[int, ...]:
    """Return the numbers of the pages that are asked for: "1-5,9". Raises `FileNotDerivable`."""
    numbers: set[int] = set()
    for part in asked.replace(" ", "").split(",") if asked else [f"1-{count}"]:
        match = _PAGES.fullmatch(part)
        if match is None:
            message = f"'{asked[:40]}' names no pages; write 3, or 1-5,9."
            raise FileNotDerivable(Reason.NO_SUCH_PAGE, message)
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= count:
            message = f"There are no pages {part}; it has {count}."
            raise FileNotDerivable(Reason.NO_SUCH_PAGE, message)
        numbers.update(range(first, last + 1))
    return tuple(sorted(numbers))


def _read(
    program: Tesseract, sheets: Sheets, wanted: Sequence[int], options: Options, language: str
) -> tuple[dict[int, ReadPage], dict[int, str]]:
    """Return the pages that were read, and why others were not."""
    end = time.monotonic() + number_of(options, "most_seconds", _SECONDS)
    most = int(number_of(options, "most_to_read", MOST_PAGES))
    read: dict[int, ReadPage] = {}
    failed: dict[int, str] = {}
    for number in wanted[:most]:
        if time.monotonic() > end:
            break
        try:
            picture = sheets.picture(number)
            size = sheets.sizes[number - 1]
            read[number] = read_page(program, picture, number, size, language=language)
        except FileNotDerivable as error:
            failed[number] = str(error)
    if failed and not read:
        raise FileNotDerivable(Reason.DAMAGED, next(iter(failed.values())))
    return read, failed


def _page(read: dict[int, ReadPage], number: int, size: Size) -> Page:
    if number in read:
        return read[number].page
    return Page(number, size.label, size.width, size.height, "")


def _facts(program: Tesseract, read: dict[int, ReadPage], mean: float) -> Iterator[Fact]:
    languages = sorted({page.language for page in read.values()})
    yield Fact("recognition", "program", program.version)
    yield Fact("recognition", "languages", ", ".join(languages))
    yield Fact("recognition", "pages read", str(len(read)))
    yield Fact("recognition", "mean confidence", f"{mean:.0f} of 100")


def _notices(
    read: dict[int, ReadPage], wanted: Sequence[int], failed: dict[int, str]
) -> list[Notice]:
    notices = [Notice("page-not-read", f"Page {n}: {why}") for n, why in failed.items()]
    left = [number for number in wanted if number not in read and number not in failed]
    if left:
        text = f"Pages {left[0]} to {left[-1]} were not read: too many for one go. Read them next."
        notices.append(Notice("pages-left", text))
    if empty := [number for number, page in read.items() if not page.page.text]:
        notices.append(Notice("no-letters", f"No letters were found on {_listed(empty)}."))
    if unread := [number for number, page in read.items() if page.unread]:
        text = (
            f"On {_listed(unread)} there is more than was read: handwriting, a stamp, a picture "
            "or a line that was lost. Look at the picture."
        )
        notices.append(Notice("more-than-was-read", text))
    return notices


def _of_languages(program: Tesseract, read: dict[int, ReadPage], language: str) -> list[Notice]:
    """Say which of our languages could not be told from another."""
    if language or PACKS["ps"] in program.packs or "fa" not in {r.language for r in read.values()}:
        return []
    text = (
        "Pashto is not installed for reading; pages in Pashto were read as Dari, with more "
        "mistakes. On Debian: apt install tesseract-ocr-pus."
    )
    return [Notice("pashto-not-installed", text)]


def _listed(numbers: Sequence[int]) -> str:
    few = ", ".join(map(str, numbers[:_LISTED]))
    left = len(numbers) - _LISTED
    more = f" and {left} more" if left > 0 else ""
    return f"page {few}" if len(numbers) == 1 else f"pages {few}{more}"


def _mean(numbers: Sequence[int]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0
