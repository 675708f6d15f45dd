"""The words of codes, in the language of the reader, and the codes one may choose from."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dadkhah.errors import UnknownLawReference
from dadkhah_web.cases.current_law import current_law
from dadkhah_web.pages.reader import reader_language
from dadkhah_web.records.description import Column

NATIONAL = "national"
GROUPS = {
    "killing": _("Killing"),
    "torture_ill_treatment": _("Torture and ill-treatment"),
    "liberty": _("Liberty"),
    "disappearance": _("Disappearance"),
    "sexual_gender_based": _("Sexual and gender-based violence"),
    "family_marriage": _("Family and marriage"),
    "displacement_slavery": _("Displacement and slavery"),
    "restriction_rights": _("Restriction of rights"),
    "defenders_media": _("Defenders and media"),
}
Choices = list[tuple[str, str | Promise]]


def term_words(column: Column, code: str) -> str:
    """Return what a code of this column means; the code itself where nobody has named it."""
    if code in column.choices:
        return str(column.choices[code])
    if code == NATIONAL and column.vocabulary == "provinces":
        return str(_("the whole country"))
    try:
        return current_law().label(code, reader_language(), column.vocabulary)
    except UnknownLawReference:
        return code


def codes_of(column: Column) -> Iterator[tuple[str, str, str]]:
    """Yield each code one may choose, its words and its group."""
    if column.choices:
        yield from ((code, str(words), "") for code, words in column.choices.items())
        return
    if column.vocabulary == "provinces":
        yield NATIONAL, term_words(column, NATIONAL), ""
    vocabulary = current_law().vocabularies.get(column.vocabulary)
    for term in vocabulary.terms.values() if vocabulary else ():
        yield term.code, term.names.in_language(reader_language()), term.group


def spellings(column: Column, code: str) -> tuple[str, ...]:
    """Return every way to write a code: its names in all languages and known variants."""
    vocabulary = current_law().vocabularies.get(column.vocabulary)
    term = vocabulary.terms.get(code) if vocabulary else None
    if term is None:
        return (code, term_words(column, code))
    return (code, term.names.en, term.names.fa, term.names.ps, *term.variants)


def grouped_choices(column: Column) -> list[tuple[str | Promise, Choices]]:
    """Return the codes one may choose with their words, by group; one group without a name."""
    grouped: dict[str, Choices] = {}
    for code, words, group in codes_of(column):
        grouped.setdefault(group, []).append((code, words))
    return [(GROUPS.get(group, group), own) for group, own in grouped.items()]


def select_choices(column: Column) -> list[tuple[str | Promise, str | Promise | Choices]]:
    """Return the choices of a drop-down list, as a widget takes them."""
    choices: list[tuple[str | Promise, str | Promise | Choices]] = [("", "")]
    for group, own in grouped_choices(column):
        choices += [(group, own)] if group else own
    return choices
