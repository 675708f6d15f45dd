"""What kinds of hits are called, and why a part of a query was left out."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dadkhah.text.search_terms import Reason
from dadkhah_web.records.description import KIND_WORDS, KindWords

KIND_NAMES: Mapping[str, KindWords] = {
    **KIND_WORDS,
    "page": (_("Page of an item"), _("Pages of items")),
}
ICONS: Mapping[str, str] = {
    "source": "source",
    "item": "evidence",
    "page": "text",
    "passage": "quote",
    "person": "person",
    "position": "command",
    "command_link": "command",
    "event": "event",
    "restriction": "restriction",
    "act": "act",
    "involvement": "link",
    "proposition": "proposition",
    "charge": "charges",
    "finding": "proposition",
}
_REASONS: Mapping[Reason, Promise] = {
    Reason.OPERATOR_ALONE: _("this word joins two others, and one is missing"),
    Reason.BRACKET_ALONE: _("the other bracket is missing"),
    Reason.QUOTE_OPEN: _("the closing quotation mark is missing; read as a phrase to the end"),
    Reason.NO_LETTERS: _("there are no letters or digits in it"),
    Reason.UNKNOWN_FILTER: _("searched for as words"),
    Reason.FILTER_EMPTY: _("nothing stands after the colon"),
    Reason.ONLY_EXCLUDED: _("say also what to look for, not only what to leave out"),
    Reason.TOO_MANY: _("there are too many words"),
    Reason.TOO_DEEP: _("the brackets go too deep"),
}


def why_left_out(reason: Reason) -> Promise:
    """Return a reason in words."""
    return _REASONS[reason]
