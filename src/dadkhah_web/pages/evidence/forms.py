"""Forms of these pages."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dadkhah.dates import read_date
from dadkhah.errors import DateNotUnderstood
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.consents import USES
from dadkhah_web.evidence.selectors import sources_of
from dadkhah_web.pages.evidence.choices import (
    CREDIBILITY,
    KIND_WORDS,
    LANGUAGES,
    RELIABILITY,
    SENSITIVITY,
    STATE_WORDS,
    USE_WORDS,
    terms,
    with_empty,
)

NEW = "new"
_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2}(?:[.,]\d{1,3})?)|(\d{1,6}(?:[.,]\d{1,3})?)")
_PERSIAN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٫", "0123456789.")


class FilterForm(forms.Form):
    """What of the evidence is shown."""

    q = forms.CharField(label=_("Words of the title"), required=False)
    kind = forms.ChoiceField(label=_("Kind of file"), required=False)
    # A list of hundreds would be slow to make and slow to look through: one types, and is helped.
    source = forms.CharField(
        label=_("Source"),
        required=False,
        widget=forms.TextInput({"list": "sources", "autocomplete": "off", "dir": "ltr"}),
    )
    role = forms.ChoiceField(label=_("Role"), required=False)
    sensitivity = forms.ChoiceField(label=_("Sensitivity"), required=False)
    state = forms.ChoiceField(label=_("Check"), required=False)

    def __init__(self, access: Access, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.sources = sources_of(access).values_list("record__code", flat=True)
        choices = {
            "kind": KIND_WORDS.items(),
            "role": terms("evidence_roles"),
            "sensitivity": SENSITIVITY.items(),
            "state": STATE_WORDS.items(),
        }
        for name, values in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
            field.choices = with_empty(values)


class ManyFiles(forms.ClearableFileInput):
    """Lets several files be chosen at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:  # type: ignore[type-arg] # noqa: ANN401
        """Return the files that were chosen."""
        return [one for one in (data or []) if one]


class ReceiveForm(forms.Form):
    """What is known of files that come in, the same for all of them."""

    chosen = FilesField(label=_("Files"), required=False, widget=ManyFiles)
    folder = FilesField(
        label=_("A whole folder"), required=False, widget=ManyFiles(attrs={"webkitdirectory": True})
    )
    uploads = forms.MultipleChoiceField(
        label=_("Sent, not received yet"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    source = forms.ChoiceField(
        label=_("Source"),
        help_text=_("A code, never a name. Who it is stands in your own list, not here."),
    )
    new_kind = forms.ChoiceField(label=_("Kind of the new source"), required=False)
    new_description = forms.CharField(
        label=_("What others may know of the new source"),
        required=False,
        help_text=_("No name, no place that gives the person away."),
    )
    new_reliability = forms.ChoiceField(
        label=_("Reliability of the new source"),
        required=False,
        choices=RELIABILITY.items(),
        initial="F",
    )
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=300,
        help_text=_("Left empty, each file has its own name as title."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES.items())
    role = forms.ChoiceField(label=_("What it is for"))
    sensitivity = forms.ChoiceField(
        label=_("Who may read it"), choices=SENSITIVITY.items(), initial="restricted"
    )
    credibility = forms.ChoiceField(
        label=_("Credibility"), choices=CREDIBILITY.items(), initial="6"
    )
    address = forms.CharField(
        label=_("Address it came from"),
        required=False,
        help_text=_("For a page or a post: its whole address."),
    )
    published_by = forms.CharField(label=_("Published by"), required=False)
    note = forms.CharField(
        label=pgettext_lazy("evidence", "Note"), required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, access: Access, waiting: list[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(**kwargs)
        sources = [(s.record.code, _said(s.record.code, s.description)) for s in sources_of(access)]
        choices = {
            "source": [(NEW, _("A new source")), *sources],
            "new_kind": terms("source_types"),
            "role": terms("evidence_roles"),
            "uploads": waiting,
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]
        self.fields["uploads"].initial = [token for token, _words in waiting]
        if not waiting:
            del self.fields["uploads"]

    def clean(self) -> dict[str, Any]:
        """A reception is of at least one file, and a new source has a kind."""
        data = super().clean() or {}
        if not (data.get("chosen") or data.get("folder") or data.get("uploads")):
            self.add_error("chosen", _("Choose at least one file."))
        if data.get("source") == NEW and not data.get("new_kind"):
            self.add_error("new_kind", _("Say what kind of source it is."))
        return data


class KeepForm(forms.Form):
    """A part of an item to keep as a passage."""

    quote = forms.CharField(
        label=_("Words"), required=False, widget=forms.Textarea({"rows": 3, "dir": "auto"})
    )
    near = forms.IntegerField(required=False, widget=forms.HiddenInput)
    page = forms.IntegerField(label=_("Page"), required=False, min_value=1)
    x = forms.DecimalField(label=_("From the left edge, %"), required=False)
    y = forms.DecimalField(label=_("From the top, %"), required=False)
    width = forms.DecimalField(label=_("Width, %"), required=False)
    height = forms.DecimalField(label=_("Height, %"), required=False)
    begin = forms.CharField(label=_("From (1:30)"), required=False)
    end = forms.CharField(label=_("To (1:45)"), required=False)
    note = forms.CharField(label=pgettext_lazy("evidence", "Note"), required=False)

    REGION = ("x", "y", "width", "height")
    OF_KIND = {  # noqa: RUF012 - constant
        "text": ("quote", "near"),
        "pdf": ("quote", "near", "page", *REGION),
        "image": REGION,
        "video": ("begin", "end", *REGION),
        "audio": ("begin", "end"),
        "other": ("quote", "page"),
    }

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        kept = {*self.OF_KIND[kind], "note"}
        for name in set(self.fields) - kept:
            del self.fields[name]

    def clean_begin(self) -> str:
        """Return the beginning in seconds."""
        return _seconds(self.cleaned_data["begin"])

    def clean_end(self) -> str:
        """Return the end in seconds."""
        return _seconds(self.cleaned_data["end"])

    @property
    def region(self) -> str:
        """The region as a media fragment, or nothing."""
        sides = [self.cleaned_data.get(name) for name in self.REGION]
        if not any(side is not None for side in sides):
            return ""
        return "xywh=percent:" + ",".join(f"{side or Decimal(0):f}" for side in sides)

    @property
    def time(self) -> str:
        """The time as a media fragment, or nothing."""
        begin, end = (self.cleaned_data.get(name) or "" for name in ("begin", "end"))
        return f"t={begin}{',' if end else ''}{end}" if begin or end else ""

    @property
    def region_fields(self) -> list[forms.BoundField]:
        """The four numbers of a region, where there is one."""
        return [self[name] for name in self.REGION if name in self.fields]


class ConsentForm(forms.Form):
    """What a source agreed to."""

    uses = forms.MultipleChoiceField(
        label=_("Agreed to"),
        choices=[(use, USE_WORDS[use]) for use in USES],
        widget=forms.CheckboxSelectMultiple,
    )
    recipients = forms.CharField(
        label=_("For whom"), required=False, help_text=_("Empty: for nobody outside the house.")
    )
    how = forms.CharField(
        label=_("How it was given"), help_text=_("By word, in writing, in a recording; who asked.")
    )
    language = forms.ChoiceField(label=_("In which language"), choices=LANGUAGES.items())
    given_on = forms.CharField(
        label=_("When"), required=False, help_text=_("A day, month or year in any calendar.")
    )

    def clean_given_on(self) -> Any:  # noqa: ANN401 - a partial date or None
        """Read the date in any calendar."""
        written = self.cleaned_data["given_on"].strip()
        try:
            return read_date(written) if written else None
        except DateNotUnderstood as error:
            raise forms.ValidationError(str(error)) from error


def _said(code: str, description: str) -> str:
    return f"{code} · {description[:60]}" if description else code


def _seconds(written: str) -> str:
    text = written.strip().translate(_PERSIAN)
    if not text:
        return ""
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise forms.ValidationError(_("Write minutes and seconds, like 1:30."))
    hours, minutes, seconds, plain = match.groups()
    total = Decimal((plain or seconds).replace(",", "."))
    return f"{Decimal(hours or 0) * 3600 + Decimal(minutes or 0) * 60 + total:f}"
