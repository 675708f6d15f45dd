"""What one may ask of a picture. All of it is in the address: a picture can be sent as a link."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from dadkhah.dates import Calendar, PartialDate, read_date
from dadkhah.errors import DateNotUnderstood
from dadkhah.pictures.dimensions import Dimension
from dadkhah.pictures.names import names_in
from dadkhah.pictures.question import KINDS as KIND_CODES
from dadkhah.pictures.question import Happening, family_of, places_of
from dadkhah.records.case import CaseRecords
from dadkhah_web.cases.current_law import current_law
from dadkhah_web.pages.reader import reader_language
from dadkhah_web.pages.see.words import DIMENSIONS, KINDS, family_words, place_words
from dadkhah_web.pages.templatetags.dadkhah import label

Choices = list[tuple[str, str]]
QUESTION = ("q", "kind", "area", "family", "type", "place", "person", "since", "until")


def _example() -> str:
    """Return a time as the reader would write it."""
    return "2022-02" if reader_language() == "en" else "۱۴۰۱"


class DayField(forms.CharField):
    """A date as people write it, in any of the three calendars."""

    def clean(self, value: Any) -> PartialDate | None:  # noqa: ANN401 - as Django gives it
        """Return the date; a year that cannot be Gregorian is read as Solar or lunar Hijri."""
        written = super().clean(value).strip()
        if not written:
            return None
        refused: DateNotUnderstood | None = None
        for calendar in (None, Calendar.SOLAR_HIJRI, Calendar.LUNAR_HIJRI):
            try:
                return read_date(written, calendar)
            except DateNotUnderstood as error:
                refused = refused or error
        raise forms.ValidationError(
            gettext("This date is not understood. Write for example 2022-02, 1401 or 20 Dalw 1400.")
        ) from refused


class QuestionForm(forms.Form):
    """Which acts and restrictions are meant. The choices are what the reader may see."""

    kind = forms.ChoiceField(label=gettext_lazy("Show"), required=False)
    area = forms.ChoiceField(label=gettext_lazy("Area of restrictions"), required=False)
    family = forms.ChoiceField(label=gettext_lazy("Family of acts"), required=False)
    type = forms.ChoiceField(label=gettext_lazy("Type of act"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False)
    person = forms.ChoiceField(label=gettext_lazy("Person or institution"), required=False)
    since = DayField(label=gettext_lazy("From"), required=False)
    until = DayField(label=gettext_lazy("Until"), required=False)
    q = forms.CharField(label=gettext_lazy("Words"), required=False)

    def __init__(self, data: Any, case: CaseRecords) -> None:  # noqa: ANN401 - a query
        """Offer what is in `case`."""
        super().__init__(data)
        acts, restrictions, law = case.acts, case.restrictions, current_law()
        records: list[Happening] = [*acts, *restrictions]
        names = names_in(case.person_names, reader_language())
        involved = {one.person for one in case.involvements}
        self._offer("kind", [(code, str(KINDS[code])) for code in KIND_CODES], sort=False)
        areas = {area for one in restrictions for area in one.areas}
        self._offer("area", [(area, label(area, "restriction_areas")) for area in areas])
        families = {family_of(act, law) for act in acts} - {""}
        self._offer("family", [(family, family_words(family)) for family in families])
        types = {act.type for act in acts}
        self._offer("type", [(type_, label(type_, "act_types")) for type_ in types])
        places = {place for one in records for place in places_of(one)}
        self._offer("place", [(place, place_words(place)) for place in places])
        self._offer("person", [(code, names.get(code, code)) for code in involved])
        for name in ("since", "until"):
            self.fields[name].widget.attrs.update(dir="auto", placeholder=_example())
        self.fields["q"].widget.attrs.update(dir="auto", type="search")

    def _offer(self, name: str, choices: Iterable[tuple[str, str]], *, sort: bool = True) -> None:
        named = sorted(choices, key=lambda each: each[1]) if sort else list(choices)
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", gettext("All")), *named]


class CountForm(QuestionForm):
    """A question, and what to count it by."""

    rows = forms.ChoiceField(label=gettext_lazy("Rows"), required=False)
    columns = forms.ChoiceField(label=gettext_lazy("Columns"), required=False)

    def __init__(self, data: Any, case: CaseRecords) -> None:  # noqa: ANN401 - a query
        """Offer every dimension."""
        asked = data.copy()
        asked.setdefault("rows", Dimension.AREA.value)
        super().__init__(asked, case)
        named = [(dimension.value, str(words)) for dimension, words in DIMENSIONS.items()]
        for name, none in (("rows", ()), ("columns", (("", gettext("None")),))):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [*none, *named]

    def clean_rows(self) -> Dimension:
        """Count by area where nothing else is asked."""
        return Dimension(self.cleaned_data["rows"] or Dimension.AREA)

    def clean_columns(self) -> Dimension | None:
        """Return what the columns are, if there are any."""
        asked = self.cleaned_data["columns"]
        return Dimension(asked) if asked else None


class DayForm(forms.Form):
    """The day of a command chart."""

    day = DayField(label=gettext_lazy("Day"), required=False)

    def __init__(self, data: Any) -> None:  # noqa: ANN401 - a query
        """Show what a day looks like."""
        super().__init__(data)
        example = "2024-08-21" if reader_language() == "en" else "۱۴۰۳/۵/۳۱"
        self.fields["day"].widget.attrs.update(dir="auto", placeholder=example)

    def clean_day(self) -> PartialDate | None:
        """Refuse a month or a year: the chart is of one day."""
        day: PartialDate | None = self.cleaned_data["day"]
        if day is not None and (day.earliest is None or day.earliest != day.latest):
            raise forms.ValidationError(gettext("Give one whole day, for example 2024-08-21."))
        return day
