"""What a source agreed to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dadkhah.dates import read_date
from dadkhah.errors import DateNotUnderstood
from dadkhah_web.evidence.consents import USES
from dadkhah_web.pages.evidence.choices import LANGUAGES, USE_WORDS


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
