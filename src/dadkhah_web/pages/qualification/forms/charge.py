"""A charge as a form: who, which crime, in which way, on which grounds, when."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from dadkhah.dates import Calendar, PartialDate, read_date
from dadkhah.errors import DateNotUnderstood, LawError, QualificationError
from dadkhah.law.model import Crime, Law, ModeOfLiability
from dadkhah.pictures.names import names_in
from dadkhah.qualification.liability import admit
from dadkhah.records.analysis import Charge
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.current_law import current_law
from dadkhah_web.exchange.snapshot import proof_chart, snapshot
from dadkhah_web.pages.qualification.forms.saving import RecordForm
from dadkhah_web.pages.qualification.words import STATUSES
from dadkhah_web.pages.reader import reader_language
from dadkhah_web.pages.see.words import isolated
from dadkhah_web.pages.templatetags.dadkhah import label

Choices = list[tuple[str, str]]
_FAMILIES: Mapping[str, Promise] = {
    "crime-against-humanity": gettext_lazy("Crimes against humanity"),
    "war-crime-niac": gettext_lazy("War crimes; only where an armed conflict is shown"),
}
_FORMS: Mapping[str, Promise] = {
    "principal": gettext_lazy("Committing it"),
    "accessory": gettext_lazy("Taking part in it"),
    "inchoate": gettext_lazy("Beginning it, or calling for it"),
    "superior": gettext_lazy("Answering for those under one’s command"),
}
_CALENDARS: Mapping[str, Promise] = {
    "": gettext_lazy("As the year says"),
    Calendar.GREGORIAN: gettext_lazy("Gregorian"),
    Calendar.SOLAR_HIJRI: gettext_lazy("Solar Hijri"),
    Calendar.LUNAR_HIJRI: gettext_lazy("Lunar Hijri"),
}
OPEN_END = ".."


class ChargeForm(RecordForm):
    """Propose or change a charge. What cannot be charged is refused as the law says it."""

    respondent = forms.ChoiceField(
        label=gettext_lazy("Person"),
        help_text=gettext_lazy("The Court tries persons. A charge is an allegation to be tested."),
    )
    crime = forms.ChoiceField(label=gettext_lazy("Crime"))
    mode = forms.ChoiceField(label=gettext_lazy("How the person answers for it"))
    grounds = forms.MultipleChoiceField(
        label=gettext_lazy("Grounds"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("For persecution only: why the victims were targeted."),
    )
    since = forms.CharField(
        label=pgettext_lazy("start of a period", "From"),
        help_text=gettext_lazy("For example 2021-08-15, or 24 Asad 1400."),
    )
    until = forms.CharField(
        label=pgettext_lazy("end of a period", "Until"),
        required=False,
        help_text=gettext_lazy("Leave empty when it goes on."),
    )
    calendar = forms.ChoiceField(label=gettext_lazy("Calendar of these dates"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Where it stands"))
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    places: ClassVar[Mapping[str, str]] = {
        "not-chargeable": "crime",
        "charged-through-another-crime": "crime",
        "unknown-law-reference": "crime",
        "ground-not-listed": "grounds",
        "mode-not-available": "mode",
        "respondent-not-a-person": "respondent",
        "outside-jurisdiction": "since",
        "unknown-record": "respondent",
    }

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - as Django gives it
        *,
        access: Access,
        held: Charge | None = None,
        revision: int = 0,
        initial: Mapping[str, str] | None = None,
    ) -> None:
        """Offer the persons of the case that the reader may see, and what the law lists."""
        begun = {**_from(held), "based_on": revision} if held else dict(initial or {})
        super().__init__(data, initial={"status": "proposed", **begun})
        self.access = access
        self.period: PartialDate | None = None
        law = current_law()
        self._offer("respondent", [("", "—"), *_persons(access)])
        self._offer("crime", [("", "—"), *_crimes(law)])
        self._offer("mode", [("", "—"), *_modes(law)])
        self._offer("grounds", _grounds(law))
        self._offer("calendar", [(code, str(words)) for code, words in _CALENDARS.items()])
        self._offer("status", [(code, str(words)) for code, words in STATUSES.items()])
        for name in ("since", "until", "note"):
            self.fields[name].widget.attrs["dir"] = "auto"

    def clean(self) -> dict[str, Any]:
        """Read the period, and ask the law whether this can be charged at all."""
        cleaned = super().clean() or {}
        since = cleaned.get("since")
        if since:
            self.period = self._read_period(since, cleaned.get("until") or OPEN_END)
        if not self.errors:
            try:
                admit(proof_chart(self.access), self.value("C-new"))
            except (LawError, QualificationError) as refused:
                self.told(refused)
        return cleaned

    def value(self, code: str) -> Charge:
        """Return the charge that the form means."""
        cleaned = self.cleaned_data
        assert self.period is not None  # noqa: S101 - a form without it is not valid
        return Charge(
            id=code,
            respondent=cleaned["respondent"],
            crime=cleaned["crime"],
            mode=cleaned["mode"],
            grounds=tuple(cleaned["grounds"]),
            period=self.period,
            status=cleaned["status"],
            note=cleaned["note"],
        )

    def _read_period(self, since: str, until: str) -> PartialDate | None:
        named = self.cleaned_data.get("calendar")
        tries = (Calendar(named),) if named else (None, Calendar.SOLAR_HIJRI)
        refused = ""
        ends = dict.fromkeys((since.strip(), until.strip()))
        for calendar in tries:
            try:
                return read_date("/".join(ends), calendar)
            except DateNotUnderstood as why:
                refused = refused or why.reason
        words = gettext("These dates are not understood. Write a day, a month or a year.")
        self.add_error("since", f"{words} {refused}" if reader_language() == "en" else words)
        return None

    def _offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = list(choices)


def _from(held: Charge) -> dict[str, object]:
    since, _slash, until = held.period.written.partition("/")
    return {
        "respondent": held.respondent,
        "crime": held.crime,
        "mode": held.mode,
        "grounds": list(held.grounds),
        "since": since,
        "until": "" if until == OPEN_END else until or since,
        "calendar": held.period.calendar.value,
        "status": held.status,
        "note": held.note,
    }


def _persons(access: Access) -> list[tuple[str, Choices]]:
    case = snapshot(access)
    names = names_in(case.person_names, reader_language())
    named = sorted((names.get(p.id, p.id), p.id, p.kind) for p in case.persons)
    people = [(code, name) for name, code, kind in named if kind == "individual"]
    others = [(code, name) for name, code, kind in named if kind != "individual"]
    found = [(gettext("Persons"), people)]
    if others:
        found.append((gettext("Institutions and groups; the Court does not try them"), others))
    return found


def _crimes(law: Law) -> list[tuple[str, Choices]]:
    found = [
        (str(words), [(c.id, _with_article(c)) for c in law.crimes.values() if c.family == family])
        for family, words in _FAMILIES.items()
    ]
    forms_of = [(f.id, label(f.id)) for crime in law.crimes.values() for f in crime.sub_forms]
    found.append((gettext("Charged under another crime: choose one to read which"), forms_of))
    concepts = [(one.id, label(one.id)) for one in law.concepts.values()]
    found.append((gettext("No crime of the Statute; asked for in a request"), concepts))
    return found


def _with_article(thing: Crime | ModeOfLiability) -> str:
    return f"{label(thing.id)} · {isolated(thing.provision.partition('/')[2])}"


def _modes(law: Law) -> list[tuple[str, Choices]]:
    return [
        (str(words), [(m.id, _with_article(m)) for m in modes])
        for form, words in _FORMS.items()
        if (modes := [m for m in law.modes.values() if m.form == form])
    ]


def _grounds(law: Law) -> Choices:
    grounds = [ground for crime in law.crimes.values() for ground in crime.grounds]
    return [(code, label(code)) for code in dict.fromkeys(ground.id for ground in grounds)]
