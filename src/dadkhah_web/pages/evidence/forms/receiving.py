"""What is known of files that come in."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.selectors import sources_of
from dadkhah_web.pages.evidence.choices import (
    CREDIBILITY,
    LANGUAGES,
    RELIABILITY,
    SENSITIVITY,
    terms,
)

NEW = "new"


class ManyFiles(forms.ClearableFileInput):
    """Lets several files be chosen at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:  # type: ignore[type-arg] # noqa: ANN401
        """Return the files that were chosen."""
        return [one for one in (data or []) if one]


class ReceiveForm(forms.Form):
    """What is known of files that come in, the same for all of them."""

    chosen = FilesField(label=_("Files"), required=False, widget=ManyFiles)
    folder = FilesField(
        label=_("A whole folder"), required=False, widget=ManyFiles(attrs={"webkitdirectory": True})
    )
    uploads = forms.MultipleChoiceField(
        label=_("Sent, not received yet"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    source = forms.ChoiceField(
        label=_("Source"),
        help_text=_("A code, never a name. Who it is stands in your own list, not here."),
    )
    new_kind = forms.ChoiceField(label=_("Kind of the new source"), required=False)
    new_description = forms.CharField(
        label=_("What others may know of the new source"),
        required=False,
        help_text=_("No name, no place that gives the person away."),
    )
    new_reliability = forms.ChoiceField(
        label=_("Reliability of the new source"),
        required=False,
        choices=RELIABILITY.items(),
        initial="F",
    )
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=300,
        help_text=_("Left empty, each file has its own name as title."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES.items())
    role = forms.ChoiceField(label=_("What it is for"))
    sensitivity = forms.ChoiceField(
        label=_("Who may read it"), choices=SENSITIVITY.items(), initial="restricted"
    )
    credibility = forms.ChoiceField(
        label=_("Credibility"), choices=CREDIBILITY.items(), initial="6"
    )
    address = forms.CharField(
        label=_("Address it came from"),
        required=False,
        help_text=_("For a page or a post: its whole address."),
    )
    published_by = forms.CharField(label=_("Published by"), required=False)
    note = forms.CharField(
        label=pgettext_lazy("evidence", "Note"), required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, access: Access, waiting: list[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(**kwargs)
        sources = [(s.record.code, _said(s.record.code, s.description)) for s in sources_of(access)]
        choices = {
            "source": [(NEW, _("A new source")), *sources],
            "new_kind": terms("source_types"),
            "role": terms("evidence_roles"),
            "uploads": waiting,
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]
        self.fields["uploads"].initial = [token for token, _words in waiting]
        if not waiting:
            del self.fields["uploads"]

    def clean(self) -> dict[str, Any]:
        """A reception is of at least one file, and a new source has a kind."""
        data = super().clean() or {}
        if not (data.get("chosen") or data.get("folder") or data.get("uploads")):
            self.add_error("chosen", _("Choose at least one file."))
        if data.get("source") == NEW and not data.get("new_kind"):
            self.add_error("new_kind", _("Say what kind of source it is."))
        return data


def _said(code: str, description: str) -> str:
    return f"{code} · {description[:60]}" if description else code
