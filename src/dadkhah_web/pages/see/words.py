"""What codes are called in these pictures, and what stands where there is no code."""

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from dadkhah.dates import PartialDate, display_date
from dadkhah.pictures.dimensions import Dimension
from dadkhah.pictures.periods import period_named
from dadkhah.pictures.question import NATIONAL
from dadkhah_web.pages.reader import reader_calendar, reader_language
from dadkhah_web.pages.templatetags.dadkhah import label

KINDS: Mapping[str, str | Promise] = {
    "act": gettext_lazy("Acts"),
    "restriction": gettext_lazy("Restrictions"),
}
FAMILIES: Mapping[str, str | Promise] = {
    "killing": gettext_lazy("Killing"),
    "torture_ill_treatment": gettext_lazy("Torture and ill-treatment"),
    "disappearance": gettext_lazy("Enforced disappearance"),
    "liberty": gettext_lazy("Arrest and detention"),
    "sexual_gender_based": gettext_lazy("Sexual and gender-based violence"),
    "family_marriage": gettext_lazy("Family and marriage"),
    "displacement_slavery": gettext_lazy("Displacement and slavery"),
    "restriction_rights": gettext_lazy("Enforcement of restrictions"),
    "defenders_media": gettext_lazy("Against defenders and media"),
}
DIMENSIONS: Mapping[Dimension, str | Promise] = {
    Dimension.KIND: gettext_lazy("Kind of record"),
    Dimension.AREA: gettext_lazy("Area of life"),
    Dimension.FAMILY: gettext_lazy("Family of acts"),
    Dimension.TYPE: gettext_lazy("Type of act"),
    Dimension.PLACE: gettext_lazy("Place"),
    Dimension.MONTH: gettext_lazy("Month"),
    Dimension.QUARTER: gettext_lazy("Quarter"),
    Dimension.YEAR: gettext_lazy("Year"),
    Dimension.STATUS: gettext_lazy("Status"),
    Dimension.SOURCE: gettext_lazy("Kind of source"),
    Dimension.VICTIMS: gettext_lazy("Group of victims"),
    Dimension.INSTITUTION: gettext_lazy("Institution"),
}
_NOTHING: Mapping[Dimension, str | Promise] = {
    Dimension.AREA: gettext_lazy("No area: acts have none"),
    Dimension.FAMILY: gettext_lazy("No family: restrictions have none"),
    Dimension.TYPE: gettext_lazy("No type: restrictions have none"),
    Dimension.MONTH: gettext_lazy("Not dated to one month"),
    Dimension.QUARTER: gettext_lazy("Not dated to one quarter"),
    Dimension.YEAR: gettext_lazy("Not dated to one year"),
    Dimension.SOURCE: gettext_lazy("No source that you may see"),
    Dimension.VICTIMS: gettext_lazy("None recorded; restrictions have none"),
}
_VOCABULARIES = {
    Dimension.AREA: "restriction_areas",
    Dimension.TYPE: "act_types",
    Dimension.SOURCE: "source_types",
    Dimension.VICTIMS: "victim_types",
}
_REPORTED: Mapping[str, str | Promise] = {
    "alleged": pgettext_lazy("status of an act", "alleged"),
}


def date_words(value: PartialDate) -> str:
    """Return a date as its reader counts days."""
    return display_date(value, language=reader_language(), calendar=reader_calendar())


def isolated(text: str) -> str:
    """Return the text with its own direction, to stand beside others in one line."""
    return f"\u2068{text}\u2069"


def family_words(family: str) -> str:
    """Return the name of a family of acts."""
    return str(FAMILIES.get(family, family)) or gettext("Other acts")


def place_words(place: str) -> str:
    """Return the name of a province, or the words the record has for a place."""
    if place == NATIONAL:
        return gettext("Whole country")
    if place == "unspecified":
        return gettext("Place not given")
    return label(place, "provinces")


def value_words(dimension: Dimension, value: str, names: Mapping[str, str]) -> str:
    """Return what a row or column is called; `names` are those of persons and institutions."""
    if not value:
        return str(_NOTHING.get(dimension) or gettext("Not recorded"))
    if dimension.unit is not None:
        return period_named(value, reader_calendar()).name(reader_language())
    if vocabulary := _VOCABULARIES.get(dimension):
        return label(value, vocabulary)
    written: dict[Dimension, Callable[[str], str]] = {
        Dimension.KIND: lambda kind: str(KINDS[kind]),
        Dimension.FAMILY: family_words,
        Dimension.PLACE: place_words,
        Dimension.STATUS: lambda status: str(
            _REPORTED.get(status) or label(status, "restriction_status")
        ),
        Dimension.INSTITUTION: lambda code: names.get(code) or label(code, "taliban_institutions"),
    }
    return written[dimension](value)
