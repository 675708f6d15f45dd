"""Whose reading the text of a page is: the file's own, a machine's, or a person's."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.dateparse import parse_datetime

from dadkhah_web.evidence.models import Derivative
from dadkhah_web.exchange.work.recognising import PERSON


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the text of one page comes from. `word`: "file", "machine" or "person"."""

    word: str
    tool: str
    by: str = ""
    at: datetime | None = None
    sure: int | None = None
    """The mean confidence of the page's words, of 100."""
    is_heard: bool = False
    """Whether it was said and not written."""


def origin_of(text: Derivative, page: int) -> Origin:
    """Return whose the text of a page is; a correction has only some pages from a person."""
    about, number = text.about, str(page)
    word = str(about.get("origins", {}).get(number, text.origin))
    if word == PERSON:
        by, at = (*about.get("by_hand", {}).get(number, ()), "", "")[:2]
        return Origin(word, text.tool, str(by or text.by), parse_datetime(str(at)) or text.made_at)
    confidence = about.get("confidence", {}).get(number, [])
    sure = round(sum(confidence) / len(confidence)) if confidence else None
    heard = text.task == "speech"
    return Origin(word, text.tool, at=text.made_at, sure=sure, is_heard=heard)
