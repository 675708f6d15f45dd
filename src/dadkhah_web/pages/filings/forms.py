"""Forms of filings."""

from collections.abc import Iterable, Mapping, Sequence

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import Compartment
from dadkhah_web.filings.models import Filing

LONGEST = 100_000


class DraftForm(forms.Form):
    """As of which day a filing is drafted."""

    on = forms.DateField(
        label=_("Dated"),
        widget=forms.DateInput(attrs={"type": "date", "dir": "ltr"}, format="%Y-%m-%d"),
    )


class WordsForm(forms.Form):
    """The words of a filing, and those they were written from."""

    based_on = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Words"),
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(
            attrs={"class": "draft-words", "dir": "auto", "spellcheck": "false", "rows": 28}
        ),
    )


class CommentForm(forms.Form):
    """What somebody says of a filing."""

    place = forms.CharField(
        label=_("Place"), required=False, max_length=80, help_text=_("For example: paragraph 12")
    )
    text = forms.CharField(
        label=_("Comment"), widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )


class ApproveForm(forms.Form):
    """Each sentence that only a person can say yes to; all of them are needed."""

    confirmed = forms.MultipleChoiceField(
        label=_("I have checked, and it is so:"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        given: QueryDict | None = None,
        *,
        asked: Sequence[tuple[str, str | SafeString]],
    ) -> None:
        super().__init__(given)
        self.fields["confirmed"].choices = list(asked)  # type: ignore[attr-defined]
        if not asked:
            del self.fields["confirmed"]


class HandOverForm(forms.Form):
    """Which sealed filings go to whom, and what stays behind."""

    filings = forms.MultipleChoiceField(
        label=_("Filings"), widget=forms.CheckboxSelectMultiple, choices=()
    )
    recipient = forms.CharField(
        label=_("Recipient"),
        max_length=80,
        help_text=_("A code or an office, not a person: it goes into the log for ever."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    closed = forms.MultipleChoiceField(
        label=_("Leave out what is closed as"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=(),
    )
    withhold = forms.CharField(
        label=_("Leave out"),
        required=False,
        help_text=_(
            "One on each line: a record as act/A-0001, a field of it as act/A-0001:summary, a "
            "field of all of a kind as act:summary. The recipient sees that something was left "
            "out, and not what."
        ),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr", "class": "mono"}),
    )

    def __init__(
        self,
        given: QueryDict | None = None,
        *,
        access: Access,
        sealed: Iterable[tuple[Filing, str | Promise]],
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(given, initial=dict(initial or {}))
        self.fields["filings"].choices = [  # type: ignore[attr-defined]
            (f"{one.kind}-{one.number}", f"{words} {one.number}: {one.title}")
            for one, words in sealed
        ]
        compartments = Compartment.objects.filter(case=access.case).order_by("title")
        self.fields["closed"].choices = [  # type: ignore[attr-defined]
            (str(row.pk), row.title) for row in compartments
        ]
        if not self.fields["closed"].choices:  # type: ignore[attr-defined]
            del self.fields["closed"]

    def clean_filings(self) -> list[str]:
        """Return the chosen filings; of each kind one version, since their files share names."""
        chosen: list[str] = self.cleaned_data["filings"]
        if len({name.rpartition("-")[0] for name in chosen}) < len(chosen):
            raise forms.ValidationError(_("Choose one version of each kind."))
        return chosen

    def compartments(self) -> list[int]:
        """Return the compartments whose records stay behind."""
        return [int(key) for key in self.cleaned_data.get("closed", [])]

    def clean_withhold(self) -> list[str]:
        """Return one target for each line that is not empty."""
        return [line.strip() for line in self.cleaned_data["withhold"].splitlines() if line.strip()]

    def chosen(self) -> list[tuple[str, int]]:
        """Return kind and number of each filing that was chosen."""
        pairs = (name.rpartition("-") for name in self.cleaned_data["filings"])
        return [(kind, int(number)) for kind, _, number in pairs]
