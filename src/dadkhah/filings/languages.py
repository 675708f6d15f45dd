"""The few words and digits a renderer adds to a filing, in the three languages."""

from dataclasses import dataclass

_EXTENDED_ARABIC = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@dataclass(frozen=True, slots=True)
class Words:
    """What a renderer writes itself; everything else comes from the document."""

    contents: str
    page: str  # "p." before a page label
    at_time: str
    above: str  # refers back to an earlier note; `{}` is its number
    supports: str
    against: str
    context: str
    quotes: tuple[str, str]
    figure: str
    table: str
    page_of: str  # "{n} of {total}"
    law_version: str
    note_back: str
    separator: str
    comma: str
    each: str  # before words that several exhibits share


ENGLISH = Words(
    contents="Contents",
    page="p. ",
    at_time="at ",
    above="note {} above",
    supports="For: ",
    against="Against: ",
    context="Context: ",
    quotes=("“", "”"),
    figure="Figure",
    table="Table",
    page_of="{} of {}",
    law_version="Version of the law file",
    note_back="Back to the text",
    separator="; ",
    comma=", ",
    each="each ",
)
DARI = Words(
    contents="فهرست",
    page="ص. ",
    at_time="زمان ",
    above="پانویس {} بالا",
    supports="به سود آن: ",
    against="در برابر آن: ",
    context="زمینه: ",
    quotes=("«", "»"),
    figure="شکل",
    table="جدول",
    page_of="{} از {}",
    law_version="نسخهٔ پروندهٔ قانون",
    note_back="بازگشت به متن",
    separator="؛ ",
    comma="، ",
    each="هر یک ",
)
PASHTO = Words(
    contents="لړلیک",
    page="مخ ",
    at_time="وخت ",
    above="پورته {} لمنلیک",
    supports="په ملاتړ یې: ",
    against="پر خلاف یې: ",
    context="شالید: ",
    quotes=("«", "»"),
    figure="انځور",
    table="جدول",
    page_of="{} له {}",
    law_version="د قانون د دوتنې بڼه",
    note_back="متن ته ستنېدل",
    separator="؛ ",
    comma="، ",
    each="هر یو ",
)
_WORDS = {"en": ENGLISH, "fa": DARI, "ps": PASHTO}


def words_in(language: str) -> Words:
    """Return the words of `en`, `fa` (Dari) or `ps` (Pashto)."""
    return _WORDS[language]


def digits_in(language: str, number: int | str) -> str:
    """Write a number with the digits the language uses."""
    written = str(number)
    return written if language == "en" else written.translate(_EXTENDED_ARABIC)
