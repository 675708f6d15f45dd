"""Make the text of an item found page by page, so that a hit leads to its page."""

from collections.abc import Iterator

from dadkhah_web.cases.models import Case
from dadkhah_web.evidence.derivation import text_of
from dadkhah_web.evidence.models import DerivedPage, EvidenceItem
from dadkhah_web.search.services import Findable, put_pages

PAGE = "page"
# Hits of a longer text would be slow to show; a search for words apart finds them within a part.
LONGEST_PART = 10_000
_SHORTEST_PART = LONGEST_PART // 2


def refresh_item(case: Case, item: str) -> None:
    """Make the newest text of this item findable; call it in the transaction that writes it."""
    row = EvidenceItem.objects.get(record__case=case, record__code=item)
    text = text_of(row)
    pages = DerivedPage.objects.filter(derivative=text).order_by("number") if text else ()
    put_pages(case, row.pk, [one for page in pages for one in _findable(row, page)])


def _findable(item: EvidenceItem, page: DerivedPage) -> Iterator[Findable]:
    for part, text in enumerate(parts(page.text)):
        yield Findable(
            record=item.pk,
            kind=PAGE,
            title=item.title,
            text=text,
            date=item.published_on,
            page=page.number,
            page_label=page.label or str(page.number),
            part=part,
        )


def parts(text: str) -> Iterator[str]:
    """Yield the text in parts that are cut at white space where there is any."""
    start = 0
    while len(text) - start > LONGEST_PART:
        limit = start + LONGEST_PART
        spaces = (text.rfind(mark, start + _SHORTEST_PART, limit) for mark in ("\n", " "))
        end = next((found + 1 for found in spaces if found >= 0), limit)
        yield text[start:end]
        start = end
    if text[start:].strip():
        yield text[start:]
