"""What people type about themselves: a word to sign in with, and a passphrase."""

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dadkhah.errors import DadkhahError
from dadkhah.text.folding import fold
from dadkhah_web.accounts.models import User
from dadkhah_web.evidence.unlocking import open_vault

WORD_HINT = _("One word. It may be made up: it is on no record and in no log.")
PASSPHRASE_HINT = _(
    "At least 12 characters: four or more words that have nothing to do with one another. Write it "
    "on paper and keep the paper elsewhere. Nobody can give it back to you."
)


def passphrase_field(autocomplete: str, **options: Any) -> forms.CharField:  # noqa: ANN401
    """Return a field for a passphrase; what was typed is never sent back to the browser."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, "dir": "auto"})
    return forms.CharField(strip=False, widget=widget, **options)


class SignInForm(LoginForm):  # type: ignore[misc]
    """Sign in, and open the vault with the same passphrase where one holds a key of it."""

    def __init__(self, *args: Any, **names: Any) -> None:  # noqa: ANN401 - as allauth calls it
        super().__init__(*args, **names)
        self.fields["login"] = forms.CharField(
            label=_("Name"),
            max_length=42,
            widget=forms.TextInput(
                attrs={"autocomplete": "username", "autofocus": True, "dir": "auto"}
            ),
        )
        self.fields["password"] = passphrase_field("current-password", label=_("Passphrase"))

    def clean_login(self) -> str:
        """Return the word as accounts keep it."""
        return fold(self.cleaned_data["login"].strip())

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Sign in; a second factor may be asked for next."""
        response: HttpResponse = super().login(request, redirect_url=redirect_url)
        try_to_open_vault(request, self.user, self.cleaned_data["password"])
        return response


class PassphraseAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """Who sits there? Asked before something important is changed."""

    def __init__(self, *args: Any, **names: Any) -> None:  # noqa: ANN401 - as allauth calls it
        super().__init__(*args, **names)
        self.fields["password"] = passphrase_field("current-password", label=_("Passphrase"))


def try_to_open_vault(request: HttpRequest, user: User, passphrase: str) -> bool:
    """Open the vault for this session where this passphrase does; else it stays locked."""
    try:
        open_vault(request, passphrase=passphrase, custodian=user.code)
    except DadkhahError:  # whatever is wrong with the vault: the rest of the work goes on
        return False
    return True


class NewPassphraseForm(forms.Form):
    """A new passphrase, typed twice: a slip of the finger would lock its owner out for ever."""

    passphrase = passphrase_field("new-password", label=_("Passphrase"), help_text=PASSPHRASE_HINT)
    again = passphrase_field("new-password", label=_("The same passphrase once more"))

    def clean_passphrase(self) -> str:
        """Refuse what is quickly guessed."""
        passphrase = str(self.cleaned_data["passphrase"])
        try:
            validate_password(passphrase.strip())
        except ValidationError:
            raise ValidationError(
                gettext("This would be guessed. Give at least 12 characters, no well-known words.")
            ) from None
        return passphrase

    def clean(self) -> dict[str, Any]:
        """Refuse two passphrases that differ."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "passphrase" in cleaned and cleaned["passphrase"] != cleaned.get("again"):
            self.add_error("again", gettext("The two are not the same. Type both again."))
        return cleaned


class NewPersonForm(NewPassphraseForm):
    """Somebody comes in: a word to sign in with, and a passphrase."""

    handle = forms.CharField(
        label=_("Name"),
        max_length=40,
        help_text=WORD_HINT,
        widget=forms.TextInput(attrs={"autocomplete": "username", "dir": "auto"}),
    )
    field_order = ("word", "handle", "passphrase", "again", "vault_passphrase")

    def clean_handle(self) -> str:
        """Return the word folded; refuse one that is no word, or taken."""
        handle = fold(str(self.cleaned_data["handle"]).strip())
        field = User._meta.get_field("handle")
        try:
            field.run_validators(handle)
        except ValidationError:
            raise ValidationError(
                gettext("Write one word: letters and digits, with no space in it.")
            ) from None
        if User.objects.filter(handle=handle).exists():
            raise ValidationError(gettext("Somebody here has this name. Take another."))
        return handle


class FirstPersonForm(NewPersonForm):
    """The first account of this installation."""

    vault_passphrase = passphrase_field(
        "off",
        label=_("Passphrase of the vault that is here"),
        help_text=_("This folder holds a vault already. Open it once with its own passphrase."),
    )
    word = forms.CharField(
        label=_("Word of this server"),
        strip=True,
        help_text=_("It is in the file device/start-word of the home folder on the server."),
    )

    def __init__(self, *args: Any, has_vault: bool, start_word: str, **names: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **names)
        self.start_word = start_word
        if not has_vault:
            del self.fields["vault_passphrase"]
        if not start_word:
            del self.fields["word"]

    def clean_word(self) -> str:
        """Refuse whoever cannot read a file of the server."""
        if self.cleaned_data["word"] != self.start_word:
            raise ValidationError(gettext("This is not the word in the file. Copy the whole line."))
        return self.start_word


class ChangePassphraseForm(NewPassphraseForm):
    """Another passphrase for who knows the old one."""

    old = passphrase_field("current-password", label=_("Passphrase until now"))
    field_order = ("old", "passphrase", "again")

    def __init__(self, *args: Any, user: User, **names: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **names)
        self.user = user
        self.fields["passphrase"].label = _("New passphrase")

    def clean_old(self) -> str:
        """Refuse who does not know it."""
        if not self.user.check_password(self.cleaned_data["old"]):
            raise ValidationError(gettext("This is not your passphrase. Nothing was changed."))
        return str(self.cleaned_data["old"])


class PassphraseForm(forms.Form):
    """One passphrase, to open what is locked."""

    passphrase = passphrase_field("current-password", label=_("Passphrase"))


class PreferencesForm(forms.Form):
    """In which language and calendar somebody reads."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    calendar = forms.ChoiceField(
        label=_("Calendar"),
        required=False,
        choices=[
            ("", _("The one of the language")),
            ("solar-hijri", _("Solar Hijri (1 Hamal to 30 Hut)")),
            ("gregorian", _("Gregorian (January to December)")),
        ],
    )


class TokenForm(forms.Form):
    """A token for a program."""

    name = forms.CharField(
        label=_("What the program is"),
        max_length=80,
        help_text=_("So that you know later which token this was."),
    )
