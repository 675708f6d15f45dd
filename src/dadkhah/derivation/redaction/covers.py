"""Where words of a page are to be covered, without telling by the cover which letters they have."""

from collections.abc import Iterable, Iterator, Sequence

from dadkhah.derivation.redaction.hidden import HiddenRegion
from dadkhah.derivation.redaction.occurrences import occurrences
from dadkhah.derivation.text_layer import Box, Page, Word

_WHOLE = 100.0
# Boxes of letters end at their ink. Marks above and below, and the edge of it, go on.
_ROUND = 0.2  # of the height of a cover
_MOST_TIMES = 2.5  # a cover is at most so many times as high as its words


def regions_of(words: Sequence[str], pages: Iterable[Page]) -> tuple[HiddenRegion, ...]:
    """Return what covers the words on pages that have text with places.

    One cover for each line of an occurrence, as high as the highest word of its page: a name
    with a y in it has the same cover as one without. How long a cover is still tells something.
    """
    if not words:
        return ()
    return tuple(
        _in_percent(page, box)
        for page in pages
        if page.width and page.height
        for span in occurrences(words, page.text)
        for box in _covers(page, page.words_in(span.start, span.end))
    )


def _covers(page: Page, words: Sequence[Word]) -> Iterator[Box]:
    highest = max((word.box.height for word in page.words), default=0)
    for line in _lines(words):
        top = min(box.y for box in line)
        bottom = max(box.y + box.height for box in line)
        left = min(box.x for box in line)
        right = max(box.x + box.width for box in line)
        height = max(bottom - top, min(highest, (bottom - top) * _MOST_TIMES))
        more = max(height * _ROUND, 1)
        middle = (top + bottom) / 2
        # Letters stand on a line: what is missing may be above it or below.
        reach = height - (bottom - top) / 2 + more
        yield Box(left - more, middle - reach, right - left + 2 * more, 2 * reach)


def _lines(words: Sequence[Word]) -> Iterator[list[Box]]:
    """Yield the boxes of words that stand beside one another."""
    line: list[Box] = []
    for box in (word.box for word in words):
        if line and not _is_beside(line[-1], box):
            yield line
            line = []
        line.append(box)
    if line:
        yield line


def _is_beside(one: Box, other: Box) -> bool:
    return one.y < other.y + other.height and other.y < one.y + one.height


def _in_percent(page: Page, box: Box) -> HiddenRegion:
    left, top = max(box.x, 0), max(box.y, 0)
    right, bottom = min(box.x + box.width, page.width), min(box.y + box.height, page.height)
    return HiddenRegion(
        page.number,
        left / page.width * _WHOLE,
        top / page.height * _WHOLE,
        max(right - left, 0) / page.width * _WHOLE,
        max(bottom - top, 0) / page.height * _WHOLE,
    )
