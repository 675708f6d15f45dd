"""What one may narrow a search by."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from dadkhah_web.pages.records.terms import Choices, select_choices
from dadkhah_web.pages.search.lacking import LACKS
from dadkhah_web.pages.see.forms import DayField
from dadkhah_web.records.description import column_of
from dadkhah_web.records.models import Review

NOT_LOOKED_AT = "new"
STATES: Mapping[str, str | Promise] = {
    Review.CODED: pgettext_lazy("state of coding", "Coded, waiting for a second reader"),
    Review.RETURNED: pgettext_lazy("state of coding", "Returned"),
    Review.REVIEWED: pgettext_lazy("state of coding", "Reviewed"),
    NOT_LOOKED_AT: pgettext_lazy("state of coding", "Brought in, not looked at here"),
}
ORDERS: Mapping[str, str | Promise] = {
    "relevance": gettext_lazy("What fits best"),
    "newest": gettext_lazy("Newest first"),
    "oldest": gettext_lazy("Oldest first"),
}
_CODED = {
    "place": ("act", "places"),
    "type": ("act", "type"),
    "area": ("restriction", "areas"),
}


class SearchForm(forms.Form):
    """Words and filters. All of it is in the address, so that a search can be sent as a link."""

    q = forms.CharField(
        label=gettext_lazy("Words"), required=False, max_length=1000, widget=forms.SearchInput
    )
    place = forms.ChoiceField(label=gettext_lazy("Place"), required=False)
    type = forms.ChoiceField(label=gettext_lazy("Type of act"), required=False)
    area = forms.ChoiceField(label=gettext_lazy("Area of restrictions"), required=False)
    since = DayField(label=gettext_lazy("From"), required=False)
    until = DayField(label=gettext_lazy("Until"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State of coding"), required=False)
    source = forms.CharField(label=gettext_lazy("Source"), required=False, max_length=60)
    lacks = forms.ChoiceField(label=gettext_lazy("What is lacking"), required=False)
    order = forms.ChoiceField(
        label=gettext_lazy("Order"), required=False, choices=list(ORDERS.items())
    )

    def __init__(self, data: Any) -> None:  # noqa: ANN401 - a query
        """Offer the codes of the law."""
        super().__init__(data)
        for name, (kind, column) in _CODED.items():
            self._offer(name, select_choices(column_of(kind, column))[1:])
        self._offer("state", list(STATES.items()))
        self._offer("lacks", [(name, lack.words) for name, lack in LACKS.items()])
        self.fields["q"].widget.attrs.update(dir="auto", autocomplete="off")
        self.fields["source"].widget.attrs.update(dir="ltr", placeholder="S-014")
        for name in ("since", "until"):
            self.fields[name].widget.attrs.update(dir="auto", placeholder="1400-05")

    def _offer(self, name: str, choices: Any) -> None:  # noqa: ANN401 - groups or pairs
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        listed: Choices = choices
        field.choices = [("", gettext("All")), *listed]


class SaveForm(forms.Form):
    """A name for a search one will ask again."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    query = forms.CharField(widget=forms.HiddenInput, max_length=2000)
