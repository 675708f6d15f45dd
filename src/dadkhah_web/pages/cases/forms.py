"""What one says of a new case."""

import re
from itertools import count

from django import forms
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from dadkhah.records.case import CaseInfo
from dadkhah_web.cases.models import Case

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?")


class NewCaseForm(forms.Form):
    """The head of a case. Everything but the title can be written later."""

    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        help_text=_("What it is about, as it would stand on the first page of a filing."),
    )
    situation = forms.CharField(
        label=_("Situation before the Court"),
        required=False,
        max_length=60,
        initial="ICC-02/17",
        help_text=_("ICC-02/17 is the situation in Afghanistan."),
    )
    sender = forms.CharField(
        label=_("Who sends it"),
        required=False,
        max_length=300,
        help_text=_("The organisation in whose name filings go out."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of the filings"),
        choices=settings.LANGUAGES,
        initial=["en"],
        widget=forms.CheckboxSelectMultiple,
    )
    slug = forms.CharField(
        label=_("Short name"),
        required=False,
        max_length=50,
        help_text=_(
            "Stands in addresses and names of files: small letters, digits and hyphens. Left "
            "empty, it is made from the title. It cannot be changed later."
        ),
    )

    def clean_slug(self) -> str:
        """Refuse a short name that is taken or cannot stand in an address."""
        slug: str = self.cleaned_data["slug"].strip().lower()
        if slug and not _SLUG.fullmatch(slug):
            raise forms.ValidationError(_("Write small letters, digits and hyphens only."))
        if slug and Case.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("This short name is taken. Write another."))
        return slug

    def info(self) -> CaseInfo:
        """Return the head of the case."""
        cleaned = self.cleaned_data
        return CaseInfo(
            slug=cleaned["slug"] or free_slug(cleaned["title"]),
            title=cleaned["title"].strip(),
            situation=cleaned["situation"].strip(),
            sender=cleaned["sender"].strip(),
            mandate="",
            languages=tuple(cleaned["languages"]),
            method=(),
            limits=(),
        )


def free_slug(title: str) -> str:
    """Return a short name made from a title that no case has."""
    stem = slugify(title)[:40].strip("-") or "case"
    taken = set(Case.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(s for n in count(1) if (s := stem if n == 1 else f"{stem}-{n}") not in taken)
