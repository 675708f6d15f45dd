"""Which evidence is shown."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.selectors import sources_of
from dadkhah_web.pages.evidence.choices import (
    KIND_WORDS,
    SENSITIVITY,
    STATE_WORDS,
    terms,
    with_empty,
)


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
