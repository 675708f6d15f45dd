"""Which part of an item is to be kept."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2}(?:[.,]\d{1,3})?)|(\d{1,6}(?:[.,]\d{1,3})?)")
_PERSIAN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٫", "0123456789.")


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
        "document": ("quote", "near", "page"),
        "image": REGION,
        "video": ("begin", "end", *REGION),
        "audio": ("begin", "end"),
        "other": ("quote", "page"),
    }

    def __init__(self, kind: str, *args: Any, has_text: bool, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        kept = {*self.OF_KIND[kind], "note", *(("quote", "near") if has_text else ())}
        for name in set(self.fields) - kept:
            del self.fields[name]

    def clean_begin(self) -> str:
        """Return the beginning in seconds."""
        return seconds(self.cleaned_data["begin"])

    def clean_end(self) -> str:
        """Return the end in seconds."""
        return seconds(self.cleaned_data["end"])

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


def seconds(written: str) -> str:
    """Return a time of a film, "1:30", in seconds; nothing for nothing."""
    text = written.strip().translate(_PERSIAN)
    if not text:
        return ""
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise forms.ValidationError(_("Write minutes and seconds, like 1:30."))
    hours, minutes, seconds, plain = match.groups()
    total = Decimal((plain or seconds).replace(",", "."))
    return f"{Decimal(hours or 0) * 3600 + Decimal(minutes or 0) * 60 + total:f}"
