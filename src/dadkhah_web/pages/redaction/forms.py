"""What is to be hidden, one form for each kind of mark, and what is said of the copy."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dadkhah.derivation.redaction.fitting import fit_for
from dadkhah.derivation.redaction.hidden import LONGEST_WORD, How
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.pages.evidence.choices import SENSITIVITY
from dadkhah_web.pages.evidence.forms.keeping import seconds
from dadkhah_web.pages.redaction.words import HOW, REASONS

LONGEST_TITLE = 300


def _side(label: Any) -> forms.FloatField:  # noqa: ANN401 - lazy words
    number = forms.NumberInput({"step": "0.1", "inputmode": "decimal"})
    return forms.FloatField(label=label, min_value=0, max_value=100, required=False, widget=number)


class RegionForm(forms.Form):
    """A rectangle of a page or picture, in percent of it."""

    page = forms.IntegerField(label=_("Page"), min_value=1, initial=1)
    x = _side(_("From the left edge, %"))
    y = _side(_("From the top, %"))
    width = _side(_("Width, %"))
    height = _side(_("Height, %"))

    SIDES = ("x", "y", "width", "height")

    def clean(self) -> dict[str, Any]:
        """A region has an area and ends on its page."""
        data = super().clean() or {}
        if not self.errors and self.needs_region:
            x, y, width, height = (data.get(name) or 0 for name in self.SIDES)
            if not width or not height:
                self.add_error("width", _("Draw a region, or write its width and height."))
            elif max(x + width, y + height) > 100:  # noqa: PLR2004 - percent
                self.add_error("width", _("The region ends outside the page."))
        return data

    @property
    def needs_region(self) -> bool:
        """Whether this mark has a region."""
        return True

    @property
    def side_fields(self) -> list[forms.BoundField]:
        """The four numbers of the region."""
        return [self[name] for name in self.SIDES]


class TimeForm(RegionForm):
    """A time of a film or recording, and what is done with it."""

    begin = forms.CharField(label=_("From (1:30)"))
    end = forms.CharField(label=_("To (1:45)"))
    how = forms.ChoiceField(label=_("What to do"), choices=HOW.items(), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        del self.fields["page"]

    def clean_begin(self) -> float:
        """Return the beginning in seconds."""
        return float(seconds(self.cleaned_data["begin"]))

    def clean_end(self) -> float:
        """Return the end in seconds."""
        return float(seconds(self.cleaned_data["end"]))

    def clean(self) -> dict[str, Any]:
        """A time has a length."""
        data = super().clean() or {}
        if not self.errors and data["begin"] >= data["end"]:
            self.add_error("end", _("The end comes after the beginning."))
        return data

    @property
    def needs_region(self) -> bool:
        """Whether a region of the picture is covered."""
        return bool(self.cleaned_data.get("how") == How.FILL)

    @property
    def side_fields(self) -> list[forms.BoundField]:
        """The four numbers of the region, where there is a picture."""
        return [self[name] for name in self.SIDES if name in self.fields]


class WordsForm(forms.Form):
    """Words to hide wherever they stand."""

    words = forms.CharField(
        label=_("Words"),
        help_text=_("One name or expression in each line. Every spelling of it is hidden."),
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )

    def clean_words(self) -> list[str]:
        """Return the lines that have a letter or a digit."""
        lines = [line.strip() for line in self.cleaned_data["words"].splitlines()]
        words = [one for one in lines if any(map(str.isalnum, one))]
        if not words:
            raise forms.ValidationError(_("Write at least one word."))
        if any(len(one) > LONGEST_WORD for one in words):
            raise forms.ValidationError(_("A line is too long; one name in each line."))
        return words


class SpanForm(forms.Form):
    """A part of a text, selected on the page."""

    start = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """A part has a length."""
        data = super().clean() or {}
        if not self.errors and data["start"] >= data["end"]:
            self.add_error(None, _("Select some words first."))
        return data


class PageForm(forms.Form):
    """A page to leave out."""

    page = forms.IntegerField(label=_("Page"), min_value=1)


class SoundForm(TimeForm):
    """A time of a recording, which has no picture."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        how = [one for one in HOW.items() if one[0] != How.FILL]
        self.fields["how"].choices = how  # type: ignore[attr-defined]
        for name in self.SIDES:
            del self.fields[name]


FORMS: Mapping[str, Mapping[str, type[forms.Form]]] = {
    "pdf": {"region": RegionForm, "words": WordsForm, "left_out": PageForm},
    "picture": {"region": RegionForm},
    "film": {"time": TimeForm},
    "sound": {"time": SoundForm},
    "text": {"span": SpanForm, "words": WordsForm},
}
"""The forms of marks for each way an item is marked, by the name of the mark."""


def way_of(media_type: str) -> str:
    """Return how an item is marked: as pages, a picture, a film, a recording, a text."""
    task = fit_for(media_type).task.removeprefix("redact-")
    if task == "media":
        return "sound" if media_type.startswith("audio/") else "film"
    return task


class AboutForm(forms.Form):
    """What is said of the copy."""

    title = forms.CharField(
        label=_("Title of the copy"),
        max_length=LONGEST_TITLE,
        help_text=_("It must not say what the copy hides."),
        widget=forms.TextInput({"dir": "auto"}),
    )
    sensitivity = forms.ChoiceField(label=_("Who may read the copy"), choices=SENSITIVITY.items())
    reasons = forms.MultipleChoiceField(
        label=_("Why something is hidden"),
        choices=REASONS.items(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kept in the log; what is hidden is not."),
    )

    @classmethod
    def first(cls, item: EvidenceItem, title: str) -> dict[str, Any]:
        """Return what stands in the form before anybody has written into it."""
        return {"title": title, "sensitivity": item.sensitivity}
