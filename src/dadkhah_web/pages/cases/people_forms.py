"""What a custodian fills in about people: roles, compartments, and whom to ask about in the log."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dadkhah_web.accounts.models import User
from dadkhah_web.cases.models import Compartment
from dadkhah_web.cases.reading_log import ACTIONS
from dadkhah_web.cases.roles import Role
from dadkhah_web.pages.see.forms import DayField

ROLE_CHOICES: Sequence[tuple[str, str | Promise]] = (
    (Role.CUSTODIAN, _("Custodian: receives evidence, manages people, seals filings, forgets")),
    (Role.INVESTIGATOR, _("Investigator: receives evidence, records what happened")),
    (Role.ANALYST, _("Analyst: records what happened, finds on elements of crimes")),
    (Role.LAWYER, _("Lawyer: records, finds, drafts and approves filings")),
    (Role.REVIEWER, _("Reviewer: looks over what others recorded, approves filings")),
    (Role.READER, _("Reader: sees the case, changes nothing, opens no originals")),
)
ACTION_WORDS = {
    "read": pgettext_lazy("log", "read"),
    "search": pgettext_lazy("log", "searched"),
    "open": pgettext_lazy("log", "opened an original"),
    "export": pgettext_lazy("log", "took a copy"),
    "people": pgettext_lazy("log", "changed who may do what"),
    "sign-in": pgettext_lazy("log", "signed in"),
    "refused": pgettext_lazy("log", "was refused at the door"),
}


class RolesForm(forms.Form):
    """What somebody is in the case."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=ROLE_CHOICES, widget=forms.CheckboxSelectMultiple
    )

    @property
    def chosen(self) -> list[Role]:
        """The roles that were ticked."""
        return [Role(role) for role in self.cleaned_data["roles"]]


class InviteForm(RolesForm):
    """A link for one person."""

    with_key = forms.BooleanField(
        label=_("May open originals: give a key of the vault with the link"),
        required=False,
        help_text=_("The key lies locked in the link until it is used. Send the link with care."),
    )


class CompartmentForm(forms.Form):
    """A compartment: its name, and who is in it."""

    title = forms.CharField(label=_("Name of the compartment"), max_length=80)


class CompartmentPeopleForm(forms.Form):
    """Who sees what is in a compartment."""

    people = forms.MultipleChoiceField(
        label=_("Who sees what is in it"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, users: Sequence[User], **names: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **names)
        self.users = users
        field = self.fields["people"]
        field.choices = [(user.code, f"{user.handle} ({user.code})") for user in users]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[User]:
        """The people who were ticked."""
        codes = set(self.cleaned_data["people"])
        return [user for user in self.users if user.code in codes]


class RecordCompartmentsForm(forms.Form):
    """In which compartments one record is."""

    compartments = forms.MultipleChoiceField(
        label=_("Only the people of these compartments see it"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("With none, everybody in the case sees it."),
    )

    def __init__(self, *args: Any, among: Sequence[Compartment], **names: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **names)
        self.among = among
        field = self.fields["compartments"]
        field.choices = [(str(one.pk), one.title) for one in among]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[Compartment]:
        """The compartments that were ticked."""
        keys = set(self.cleaned_data["compartments"])
        return [one for one in self.among if str(one.pk) in keys]


class LogFilterForm(forms.Form):
    """Which lines of the reading log to show."""

    actor = forms.ChoiceField(label=_("Who"), required=False)
    action = forms.ChoiceField(
        label=_("What"),
        required=False,
        choices=[("", _("everything")), *((name, ACTION_WORDS[name]) for name in ACTIONS)],
    )
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)
    words = forms.CharField(label=_("Words in it"), required=False, max_length=80)

    def __init__(self, *args: Any, actors: Sequence[str], **names: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **names)
        everybody: list[tuple[str, str | Promise]] = [("", _("everybody"))]
        self.fields["actor"].choices = [*everybody, *((code, code) for code in actors)]  # type: ignore[attr-defined]
