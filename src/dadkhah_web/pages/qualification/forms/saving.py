"""Save what a form gives; what is refused is said beside its field, and nothing typed is lost."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.db.models import Max
from django.http import QueryDict
from django.utils.translation import gettext as _

from dadkhah.errors import DadkhahError, RecordChanged, RecordsRefused
from dadkhah_web.cases.access import Access
from dadkhah_web.exchange.kinds import KIND_OF_VALUE
from dadkhah_web.exchange.saving import Entry, save_records
from dadkhah_web.pages.qualification.words import refusal_words
from dadkhah_web.records.models import Revision


class RecordForm(forms.Form):
    """A form that makes one record. It knows which revision it began from."""

    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)
    places: ClassVar[Mapping[str, str]] = {}
    """Which field an error is told beside, by its code."""

    def told(self, error: DadkhahError) -> None:
        """Say an error beside its field, or above all of them."""
        place = self.places.get(error.code)
        self.add_error(place if place in self.fields else None, refusal_words(error))

    def begin_from(self, number: int) -> None:
        """Let the next attempt begin from this revision, with what was typed."""
        assert isinstance(self.data, QueryDict)  # noqa: S101 - a form that was posted
        given = self.data.copy()
        given["based_on"] = str(number)
        self.data = given


def revision_of(access: Access, kind: str, code: str) -> int:
    """Return the number of the newest revision of a record."""
    rows = Revision.objects.filter(case=access.case, kind=kind, code=code)
    return rows.aggregate(newest=Max("number"))["newest"] or 0


def save(access: Access, form: RecordForm, value: Any, *, at: datetime) -> bool:  # noqa: ANN401
    """Save a record of any kind; return whether it was, and tell the form why not."""
    based_on = form.cleaned_data.get("based_on")
    try:  # a new record is made from nothing: whoever took its id in the meantime keeps it
        save_records(access, [Entry(value, based_on=based_on or 0)], at=at)
    except RecordChanged:
        words = _(
            "Somebody saved this since you opened it. What you typed is still here: look at the "
            "history in another window, then save again."
        )
        form.add_error(None, words)
        if based_on:
            number = revision_of(access, KIND_OF_VALUE[type(value)].name, value.id)
            form.begin_from(number)
        return False
    except RecordsRefused as error:
        for _key, field, reason in error.reasons:
            form.add_error(field if field in form.fields else None, reason)
        return False
    return True
