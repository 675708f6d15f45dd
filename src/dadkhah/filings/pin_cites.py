"""Pin-cites: the words that lead from a sentence of fact to a passage of an exhibit."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from dadkhah.filings.document import Bearing, Citation, Fact
from dadkhah.filings.exhibits import Exhibits
from dadkhah.filings.languages import digits_in, words_in
from dadkhah.records.evidence import Passage
from dadkhah.text.bidi import direction_of

_QUOTED_AT_MOST = 3  # a note with more passages gives their codes, not their words


@dataclass(frozen=True, slots=True)
class PinCite:
    """One passage cited: `lead` before the number of its exhibit, `pin` after it."""

    lead: str
    exhibit: str
    pin: str
    passage: str
    bearing: Bearing


@dataclass(frozen=True, slots=True)
class CitedExhibit:
    """An exhibit under a sentence in a table, and its places: `E-011`, `X-0247, X-0249`."""

    number: str
    places: str


@dataclass(frozen=True, slots=True)
class CiteLine:
    """All citations of one bearing; `word` says which, where there is more than support."""

    word: str
    exhibits: tuple[CitedExhibit, ...]


def note_pins(
    fact: Fact, exhibits: Exhibits, language: str, earlier_notes: dict[str, int]
) -> tuple[PinCite, ...]:
    """Return the citations of a fact as its note has them; `earlier_notes` quoted a passage."""
    cited = _by_bearing(fact)
    passages = [exhibits.passages[citation.passage] for citation in cited]
    following = [*cited[1:], None]
    pins: list[PinCite] = []
    for citation, passage, after in zip(cited, passages, following, strict=True):
        pin = _place(passage, language)
        is_foreign = _is_foreign(passage.quote, language)  # in the other direction: hard to follow
        if passage.id in earlier_notes and len(cited) <= _QUOTED_AT_MOST:
            words = words_in(language)
            pin += words.comma + words.above.format(digits_in(language, earlier_notes[passage.id]))
        elif len(cited) > _QUOTED_AT_MOST or is_foreign:
            pin += f" ({passage.id})"  # its words stand in the list of exhibits
        elif not _gives_the_words(after, citation, exhibits):
            before = exhibits.passages[pins[-1].passage] if pins else None
            pin += _words_of(passage, language, is_shared=_says_the_same(before, passage))
        lead = _lead(citation.bearing, pins, language)
        number = exhibits.of_passage(passage.id).number
        pins.append(PinCite(lead, number, pin, passage.id, citation.bearing))
    return tuple(pins)


def quoted_in_note(fact: Fact, exhibits: Exhibits, language: str) -> tuple[str, ...]:
    """Return the passages whose words the note of a fact gives, here or in an earlier note."""
    if len(fact.citations) > _QUOTED_AT_MOST:
        return ()
    return tuple(
        citation.passage
        for citation in fact.citations
        if not _is_foreign(exhibits.passages[citation.passage].quote, language)
    )


def table_pins(fact: Fact, exhibits: Exhibits, language: str) -> tuple[PinCite, ...]:
    """Return the citations of a fact in a table: codes only."""
    pins = []
    for citation in _by_bearing(fact):
        passage = exhibits.passages[citation.passage]
        pin = f"{passage.id}{_place(passage, language)}"
        number = exhibits.of_passage(passage.id).number
        pins.append(PinCite("", number, pin, passage.id, citation.bearing))
    return tuple(pins)


def cite_lines(pins: tuple[PinCite, ...], language: str) -> tuple[CiteLine, ...]:
    """Return citations in a table in lines, one for each bearing, each exhibit once in its line."""
    return tuple(_lines(pins, language))


def _lines(pins: tuple[PinCite, ...], language: str) -> Iterator[CiteLine]:
    is_plain = all(pin.bearing is Bearing.SUPPORTS for pin in pins)
    for bearing, of_one_bearing in groupby(pins, lambda pin: pin.bearing):
        places: dict[str, list[str]] = {}
        for pin in of_one_bearing:
            places.setdefault(pin.exhibit, []).append(pin.pin)
        comma = words_in(language).comma
        exhibits = tuple(CitedExhibit(number, comma.join(each)) for number, each in places.items())
        yield CiteLine("" if is_plain else _word_for(bearing, language), exhibits)


def _by_bearing(fact: Fact) -> list[Citation]:
    return sorted(fact.citations, key=lambda citation: list(Bearing).index(citation.bearing))


def _gives_the_words(after: Citation | None, citation: Citation, exhibits: Exhibits) -> bool:
    """Whether the citation after this one has the same bearing and words: it gives them."""
    if after is None or after.bearing is not citation.bearing:
        return False
    return _says_the_same(exhibits.passages[after.passage], exhibits.passages[citation.passage])


def _says_the_same(one: Passage | None, other: Passage) -> bool:
    return one is not None and one.quote != "" and one.quote == other.quote


def _lead(bearing: Bearing, pins: list[PinCite], language: str) -> str:
    lead = words_in(language).separator if pins else ""
    is_new = bearing is not (pins[-1].bearing if pins else Bearing.SUPPORTS)
    return lead + _word_for(bearing, language) if is_new else lead


def _words_of(passage: Passage, language: str, *, is_shared: bool) -> str:
    words = words_in(language)
    if not passage.quote:
        return words.comma + passage.note if passage.note else ""
    opening, closing = words.quotes
    each = words.each if is_shared else ""
    return f"{words.comma}{each}{opening}{passage.quote}{closing}"


def _is_foreign(quote: str, language: str) -> bool:
    """Whether the words run in the other direction: their first letter decides (UAX #9, P2)."""
    first = next((letter for letter in quote if letter.isalpha()), "")
    if not first:
        return False
    return (direction_of(language) == "rtl") is not ("\u0590" <= first <= "\u08ff")


def _word_for(bearing: Bearing, language: str) -> str:
    words = words_in(language)
    return {
        Bearing.SUPPORTS: words.supports,
        Bearing.CONTRADICTS: words.against,
        Bearing.CONTEXT: words.context,
    }[bearing]


def _place(passage: Passage, language: str) -> str:
    words = words_in(language)
    if passage.page:
        return f"{words.comma}{words.page}{passage.page}"
    if passage.time:
        return f"{words.comma}{words.at_time}{passage.time.removeprefix('t=')}"
    return ""
