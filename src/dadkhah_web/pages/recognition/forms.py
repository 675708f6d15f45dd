"""What a person read on a page, and what a machine shall read."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST = 200_000
_LARGEST_KEY = 2**63 - 1
LANGUAGES: Mapping[str, Promise] = {
    "fa": _("Dari, Persian"),
    "ps": _("Pashto"),
    "en": _("English"),
    "ar": _("Arabic"),
    "ur": _("Urdu"),
}
THIS, EMPTY, ALL = "this", "empty", "all"


class CorrectionForm(forms.Form):
    """The text of one page."""

    text = forms.CharField(
        label=_("What stands on this page"),
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea({"dir": "auto", "spellcheck": "false", "rows": 12}),
        help_text=_("Line by line as in the picture. What was read before stays kept."),
    )
    corrects = forms.IntegerField(
        widget=forms.HiddenInput, initial=0, min_value=0, max_value=_LARGEST_KEY
    )


class StartForm(forms.Form):
    """In which language which pages are to be read."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    scope = forms.ChoiceField(
        label=_("Pages"),
        choices=[
            (THIS, _("This page")),
            (EMPTY, _("Pages without words")),
            (ALL, _("All pages")),
        ],
    )
    page = forms.IntegerField(widget=forms.HiddenInput, min_value=1, initial=1)

    def __init__(
        self,
        readable: Collection[str],
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
        pages: int = 1,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        there = [(code, words) for code, words in LANGUAGES.items() if code in readable]
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)  # noqa: S101 - for the type checker
        language.choices = [("", _("Find out which")), *there]
        if pages < 2:  # noqa: PLR2004 - one page has nothing to choose from
            scope = self.fields["scope"]
            scope.widget, scope.required = forms.HiddenInput(), False


class TranslateForm(forms.Form):
    """Into which language a text is to be translated."""

    into = forms.ChoiceField(label=_("Into"), choices=list(LANGUAGES.items()), initial="en")
