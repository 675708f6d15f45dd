"""The open letter: public, in Dari, Pashto and English, asking in its own words."""

from dataclasses import dataclass, replace
from datetime import date

from dadkhah.dates import Calendar, read_date
from dadkhah.dates.display import display_date
from dadkhah.errors import NotForPublic
from dadkhah.filings.communication.evidence_index import exhibit_table
from dadkhah.filings.document import (
    Block,
    Document,
    Draft,
    Heading,
    InLanguage,
    Items,
    Label,
    PageBreak,
    Paragraph,
    Sentence,
    Statement,
    StatementKind,
)
from dadkhah.filings.drafts import LetterDraft, RequestKind, read_letter_draft
from dadkhah.filings.exhibits import Exhibits, number_exhibits
from dadkhah.filings.wording import english_day
from dadkhah.law.model import Law
from dadkhah.records.case import CaseRecords

Blocks = tuple[Block[Sentence], ...]
FIRST, *REST = "fa", "ps", "en"


@dataclass(frozen=True, slots=True)
class _Headings:
    law: str
    requests: str
    recognition: str
    apart: str
    sources: str
    sender: str
    day: str


HEADINGS = {
    "fa": _Headings(
        law="قانون چه می‌گوید و چه نمی‌گوید",
        requests="خواسته‌ها",
        recognition="درخواست شناسایی",
        apart="این درخواست جدا از جرم‌های اساسنامه است و هیچ اتهامی بر آن استوار نیست.",
        sources="منابع",
        sender="فرستنده",
        day="تاریخ",
    ),
    "ps": _Headings(
        law="قانون څه وايي او څه نه وايي",
        requests="غوښتنې",
        recognition="د پېژندلو غوښتنه",
        apart="دا غوښتنه د اساسنامې له جرمونو بېله ده او هېڅ تور پرې ولاړ نه دی.",
        sources="سرچینې",
        sender="لېږونکی",
        day="نېټه",
    ),
    "en": _Headings(
        law="What the law says and does not say",
        requests="Requests",
        recognition="Request for recognition",
        apart="This request stands apart from the crimes of the Statute; no charge rests on it.",
        sources="Sources",
        sender="From",
        day="Date",
    ),
}


def draft_letter(case: CaseRecords, law: Law, on: date) -> Draft:
    """Return the open letter of a case, dated `on`, its three languages one after another.

    Raises `DraftInvalid` for a missing or malformed `filings/letter.yaml` and `NotForPublic`
    naming each item that is not public.
    """
    words = read_letter_draft(case)
    blocks = _one_language(words, FIRST, level=1)
    for language in REST:
        title = Heading(words.texts["title"][language], 1)
        addressee: Paragraph[Sentence] = Paragraph(
            (_said(words, "addressee", language),), is_numbered=False
        )
        inner: Blocks = (title, addressee, *_one_language(words, language, level=2))
        blocks = (*blocks, PageBreak(), InLanguage(language, inner))
    headings = HEADINGS[FIRST]
    letter = Document(
        title=words.texts["title"][FIRST],
        subtitle=words.texts["addressee"][FIRST],
        language=FIRST,
        date=on,
        marking=" · ".join(words.texts["marking"][each] for each in (FIRST, *REST)),
        author=words.texts["sender"]["en"],
        law_version=law.version,
        cover=((headings.sender, words.texts["sender"][FIRST]), (headings.day, _day(on))),
        blocks=blocks,
        has_contents=False,
        exhibit_series="L",
    )
    exhibits = number_exhibits(letter, case)
    refuse_what_is_not_public(exhibits)
    sources = InLanguage("en", _sources(exhibits))
    return replace(letter, blocks=(*blocks, PageBreak(), sources))


def refuse_what_is_not_public(exhibits: Exhibits) -> None:
    """Raise `NotForPublic` naming each cited item that is restricted or sealed."""
    hidden = [
        f"{exhibit.item.id} ({exhibit.item.sensitivity}), cited as {', '.join(exhibit.passages)}"
        for exhibit in exhibits
        if exhibit.item.sensitivity != "public"
    ]
    if hidden:
        raise NotForPublic(
            f"A public letter cannot cite: {'; '.join(hidden)}. Cite public items, or take the"
            " sentences out."
        )


def _one_language(words: LetterDraft, language: str, *, level: int) -> Blocks:
    headings = HEADINGS[language]
    asked = [each for each in words.requests if each.kind is not RequestKind.RECOGNISE]
    recognition = [each for each in words.requests if each.kind is RequestKind.RECOGNISE]

    def listed(requests: list[str]) -> Items[Sentence]:
        entries = tuple((Statement(text, StatementKind.REQUEST),) for text in requests)
        return Items(entries, is_ordered=len(entries) > 1)

    apart: Blocks = ()
    if recognition:
        apart = (
            Heading(headings.recognition, level),
            _line(Statement(headings.apart, StatementKind.LAW)),
            listed([each.text[language] for each in recognition]),
        )
    return (
        _line(_said(words, "salutation", language)),
        *_unnumbered(words.sections["body"][language], level),
        Heading(headings.requests, level),
        listed([each.text[language] for each in asked]),
        Heading(headings.law, level),
        *_unnumbered(words.sections["law"][language], level),
        *apart,
        _line(_said(words, "closing", language)),
        _line(Label(words.texts["sender"][language], is_strong=True)),
    )


def _unnumbered(entries: Blocks, level: int) -> Blocks:
    """A letter is read, not cited by paragraph."""
    return tuple(
        Paragraph(each.sentences, is_numbered=False)
        if isinstance(each, Paragraph)
        else Heading(each.text, level + 1)
        if isinstance(each, Heading)
        else each
        for each in entries
    )


def _line(sentence: Sentence) -> Paragraph[Sentence]:
    return Paragraph((sentence,), is_numbered=False)


def _said(words: LetterDraft, key: str, language: str) -> Statement:
    return Statement(words.texts[key][language], StatementKind.ARGUMENT)


def _sources(exhibits: Exhibits) -> Blocks:
    title = " · ".join(HEADINGS[language].sources for language in (FIRST, *REST))
    return (Heading(title, 1), exhibit_table(exhibits))


def _day(on: date) -> str:
    day = read_date(on.isoformat())
    solar = display_date(day, language="fa", calendar=Calendar.SOLAR_HIJRI)
    return f"{solar} ({english_day(on)})"
