"""Forms of disclosures."""

import re
from collections.abc import Iterable, Mapping

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dadkhah.exchange.tiers import Tier
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.models import EvidenceItem

TIER_WORDS: Mapping[str, Promise] = {
    Tier.PUBLIC: _("Public: anybody may read it"),
    Tier.CONFIDENTIAL: _("Confidential: the parties and the court"),
    Tier.EX_PARTE: _("Ex parte: the court and one party, and the others do not know"),
}
_BETWEEN = re.compile(r"[\s,;،؛]+")


class PrepareForm(forms.Form):
    """Which items go to whom, how confidential, and for what."""

    recipient = forms.CharField(
        label=_("Recipient"),
        max_length=80,
        help_text=_("A code or an office, not a person: it goes into the log for ever."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    tier = forms.ChoiceField(
        label=_("How confidential it is"), choices=TIER_WORDS.items(), widget=forms.RadioSelect
    )
    purpose = forms.CharField(
        label=_("What it is for"), widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )
    items = forms.MultipleChoiceField(
        label=_("Items"), required=False, widget=forms.CheckboxSelectMultiple
    )
    more = forms.CharField(
        label=_("Further items, by code"),
        required=False,
        help_text=_("For example: I-0012, I-0040"),
        widget=forms.TextInput(attrs={"dir": "ltr", "class": "mono", "autocomplete": "off"}),
    )

    def __init__(
        self,
        given: QueryDict | None = None,
        *,
        access: Access,
        offered: Iterable[EvidenceItem],
        initial: Mapping[str, object],
    ) -> None:
        super().__init__(given, initial=dict(initial))
        self._access = access
        self.fields["items"].choices = [  # type: ignore[attr-defined]
            (item.record.code, f"{item.record.code} {item.title}") for item in offered
        ]

    def clean_more(self) -> list[str]:
        """Return the codes that were typed; each must be an item this person may see."""
        codes = [one for one in _BETWEEN.split(self.cleaned_data["more"]) if one]
        there = set(
            self._access.records("item").filter(code__in=codes).values_list("code", flat=True)
        )
        if missing := [code for code in codes if code not in there]:
            raise forms.ValidationError(
                _("Not in the case: %(codes)s."), params={"codes": ", ".join(missing)}
            )
        return codes

    @property
    def codes(self) -> list[str]:
        """All items that were chosen."""
        return sorted({*self.cleaned_data["items"], *self.cleaned_data["more"]})


class ReceiptForm(forms.Form):
    """When and how the recipient said that it arrived."""

    on = forms.DateField(
        label=_("Received on"),
        widget=forms.DateInput(attrs={"type": "date", "dir": "ltr"}, format="%Y-%m-%d"),
    )
    by = forms.CharField(
        label=_("Confirmed by"),
        max_length=80,
        help_text=_("A code or an office, not a person."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    how = forms.CharField(
        label=_("How they said so"), required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )

    def clean_on(self) -> object:
        """Nobody has received anything tomorrow."""
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day
