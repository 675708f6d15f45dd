"""Records as rows of the table that stands below every picture."""

from collections.abc import Sequence
from typing import Any

from dadkhah.pictures.question import Happening, key_of, kind_of, places_of
from dadkhah.records.events import Act
from dadkhah_web.pages.see.links import record_url
from dadkhah_web.pages.see.words import place_words
from dadkhah_web.pages.templatetags.dadkhah import label


def title_of(record: Happening) -> str:
    """Return the words that tell a record from others."""
    return record.summary if isinstance(record, Act) else record.title


def rows_of(records: Sequence[Happening], slug: str) -> list[dict[str, Any]]:
    """Return the records as rows of a table."""
    return [
        {
            "kind": kind_of(record),
            "code": record.id,
            "key": key_of(record),
            "url": record_url(slug, kind_of(record), record.id),
            "title": title_of(record),
            "date": record.date,
            "what": _what(record),
            "places": [place_words(place) for place in places_of(record)],
        }
        for record in records
    ]


def _what(record: Happening) -> list[str]:
    if isinstance(record, Act):
        return [label(record.type, "act_types")]
    return [label(area, "restriction_areas") for area in record.areas]
