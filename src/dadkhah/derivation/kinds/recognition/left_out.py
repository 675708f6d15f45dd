"""Lines that were seen on a page and not read: Tesseract drops one now and then without a word.

On made-up Dari pages it left out one line of fourteen in four of sixteen, and read the same line
well when it was given that line alone and smaller.
"""

from collections.abc import Iterator, Sequence
from statistics import median

from PIL import Image, ImageDraw

from dadkhah.derivation.kinds.recognition.program import SeenWord, Tesseract
from dadkhah.derivation.text_layer import Box

_REDUCED = 4  # one pixel for sixteen: what is left of noise is grey
_DARK = 0.6  # of the paper's grey: what is darker is ink
_LEAST_INK = 4  # reduced pixels in a row
_SMALLER = 0.75
_ONE_BLOCK = 6  # Tesseract's mode for one block of text
_SURE = 60
_LETTERS = 4  # of fewer, a stamp or a stroke of the pen looks like some
_MARGIN = 12  # pixels round a line
_USUAL = 40  # pixels: the height of a line where none was read
_HALF = 0.5
_AROUND = 0.3  # of a line: dots and marks stand outside of its box
_WHITE = 255


def read_left_out(
    program: Tesseract, picture: Image.Image, pack: str, words: Sequence[SeenWord]
) -> tuple[list[SeenWord], int]:
    """Read once more where there is ink and no word.

    Returns all words in order, and how many places stay unread: a stamp, a signature, a picture,
    handwriting, or a line that is lost.
    """
    lines = _lines(words)
    usual = median(box.height for box, _words in lines) if lines else _USUAL
    rest = _without(picture, [box for box, _words in lines], margin=usual * _AROUND)
    unread = 0
    for number, place in enumerate(_places(rest, usual)):
        found = _read(program, rest, pack, place)
        again = [SeenWord(w.text, w.box, w.confidence, (-1, number, *w.line)) for w in found]
        lines += _lines(again)
        unread += not found
    return [word for _box, own in _in_order(lines) for word in own], unread


_Line = tuple[Box, list[SeenWord]]


def _lines(words: Sequence[SeenWord]) -> list[_Line]:
    lines: dict[tuple[int, ...], list[SeenWord]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return [(_round([word.box for word in own]), own) for own in lines.values()]


def _round(boxes: Sequence[Box]) -> Box:
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    right = max(b.x + b.width for b in boxes)
    return Box(left, top, right - left, max(b.y + b.height for b in boxes) - top)


def _in_order(lines: list[_Line]) -> list[_Line]:
    """Put each line that was read later before the first line that stands below it."""
    ordered = [line for line in lines if line[1][0].line[0] >= 0]
    for line in lines:
        if line[1][0].line[0] < 0:
            below = (n for n, one in enumerate(ordered) if _is_below(one[0], line[0]))
            ordered.insert(next(below, len(ordered)), line)
    return ordered


def _is_below(one: Box, other: Box) -> bool:
    overlaps = one.x < other.x + other.width and other.x < one.x + one.width
    return overlaps and one.y + one.height / 2 > other.y + other.height / 2


def _without(picture: Image.Image, lines: Sequence[Box], *, margin: float) -> Image.Image:
    """Return the picture with these lines covered in the grey of the paper."""
    rest = picture.copy()
    draw = ImageDraw.Draw(rest)
    paper = int(_paper(picture))
    for box in lines:
        right, bottom = box.x + box.width + margin, box.y + box.height + margin
        draw.rectangle((box.x - margin, box.y - margin, right, bottom), fill=paper)
    return rest


def _paper(picture: Image.Image) -> float:
    return median(picture.resize((64, 64), Image.Resampling.BOX).tobytes())


def _places(rest: Image.Image, usual: float) -> Iterator[Box]:
    """Yield where there is ink, about as high as a line or higher."""
    small = rest.reduce(_REDUCED)
    dark = _paper(rest) * _DARK
    ink = small.point([_WHITE if grey < dark else 0 for grey in range(256)])
    for top, bottom in _bands(ink):
        band = ink.crop((0, top, ink.width, bottom)).getbbox()
        if band is None or (bottom - top) * _REDUCED < usual * _HALF:
            continue
        left, _top, right, _bottom = band
        if (right - left) * _REDUCED >= usual:
            yield Box(*(side * _REDUCED for side in (left, top, right - left, bottom - top)))


def _bands(ink: Image.Image) -> Iterator[tuple[int, int]]:
    """Yield the runs of rows that have some ink."""
    least = _LEAST_INK * _WHITE / ink.width
    column = ink.resize((1, ink.height), Image.Resampling.BOX).tobytes()
    rows = [grey >= max(least, 1) for grey in column]
    start = None
    for number, has_ink in enumerate([*rows, False]):
        if has_ink and start is None:
            start = number
        elif not has_ink and start is not None:
            yield start, number
            start = None


def _read(program: Tesseract, picture: Image.Image, pack: str, place: Box) -> list[SeenWord]:
    left, top = max(0, int(place.x) - _MARGIN), max(0, int(place.y) - _MARGIN)
    right = min(picture.width, int(place.x + place.width) + _MARGIN)
    bottom = min(picture.height, int(place.y + place.height) + _MARGIN)
    part = picture.crop((left, top, right, bottom))
    part = part.resize((max(1, int(part.width * _SMALLER)), max(1, int(part.height * _SMALLER))))
    words = program.words(part, pack, layout=_ONE_BLOCK)
    letters = sum(one.isalpha() for word in words for one in word.text)
    if letters < _LETTERS or sum(word.confidence for word in words) / len(words) < _SURE:
        return []
    return [
        SeenWord(
            word.text,
            Box(
                left + word.box.x / _SMALLER,
                top + word.box.y / _SMALLER,
                word.box.width / _SMALLER,
                word.box.height / _SMALLER,
            ),
            word.confidence,
            word.line,
        )
        for word in words
    ]
