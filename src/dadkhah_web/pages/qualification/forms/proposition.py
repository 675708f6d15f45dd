"""A proposition as a form: one sentence of fact, under elements, with passages for and against."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext, gettext_lazy

from dadkhah.law.model import Law
from dadkhah.pictures.names import names_in
from dadkhah.qualification.chart import ProofChart
from dadkhah.qualification.jurisdiction import outside_jurisdiction
from dadkhah.records.analysis import Proposition
from dadkhah.records.evidence import Citations
from dadkhah_web.pages.qualification.forms.picking import BEARINGS, Chosen
from dadkhah_web.pages.qualification.forms.saving import RecordForm
from dadkhah_web.pages.qualification.missing import element_words
from dadkhah_web.pages.reader import reader_language
from dadkhah_web.pages.templatetags.dadkhah import label

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ElementChoice:
    """An element that a proposition may go under."""

    id: str
    words: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ElementGroup:
    """The elements of the context, of a crime or of a mode of liability."""

    name: str
    choices: tuple[ElementChoice, ...]

    @property
    def is_open(self) -> bool:
        """Whether something in it is chosen."""
        return any(one.is_chosen for one in self.choices)


class PropositionForm(RecordForm):
    """Write or change a proposition. Two facts are two propositions."""

    text = forms.CharField(
        label=gettext_lazy("The fact, in one sentence"),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("Who did what, when and where; no word of law. One fact alone."),
    )
    elements = forms.MultipleChoiceField(
        label=gettext_lazy("Elements it goes under"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("What it helps to show, or speaks against."),
    )
    respondent = forms.ChoiceField(
        label=gettext_lazy("Whom it is about"),
        required=False,
        help_text=gettext_lazy("Choose a person only for what that person knew, meant or did."),
    )
    find = forms.CharField(label=gettext_lazy("Find in this case"), required=False)
    places: ClassVar[Mapping[str, str]] = {"outside-jurisdiction": "text", "unknown-record": "text"}

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - as Django gives it
        *,
        chart: ProofChart,
        held: Proposition | None = None,
        revision: int = 0,
        given: Mapping[str, str] | None = None,
    ) -> None:
        """Offer the elements of the charges and the persons that the reader may see."""
        given = given or {}
        begun = _from(held, revision) if held else _begun(given, chart)
        super().__init__(data, initial=begun)
        self.chart = chart
        kept = (*begun["elements"], *(data.getlist("elements") if data else ()))
        offered = _elements(chart, kept)
        self._offer("elements", offered)
        names = names_in(chart.case.person_names, reader_language())
        people = [
            (p.id, names.get(p.id, p.id)) for p in chart.case.persons if p.kind == "individual"
        ]
        everyone = ("", gettext("The case as a whole, whoever is charged"))
        self._offer("respondent", [everyone, *sorted(people, key=lambda each: each[1])])
        chosen = set(data.getlist("elements") if data else begun["elements"])
        self.groups = _groups(chart.law, offered, chosen)
        self.chosen = _posted(data, chart) if data else _given(given, held, chart)

    def clean(self) -> dict[str, Any]:
        """Refuse a fact from before the Court's jurisdiction."""
        cleaned = super().clean() or {}
        if not self.errors and (refused := outside_jurisdiction(self.chart, self.value("F-new"))):
            self.told(refused)
        return cleaned

    def value(self, code: str) -> Proposition:
        """Return the proposition that the form means."""
        return Proposition(
            id=code,
            text=self.cleaned_data["text"],
            elements=tuple(self.cleaned_data["elements"]),
            respondent=self.cleaned_data["respondent"],
            acts=self.chosen.acts,
            restrictions=self.chosen.restrictions,
            citations=self.chosen.citations,
        )

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices


def _from(held: Proposition, revision: int) -> dict[str, Any]:
    return {
        "text": held.text,
        "elements": list(held.elements),
        "respondent": held.respondent,
        "based_on": revision,
    }


def _begun(given: Mapping[str, str], chart: ProofChart) -> dict[str, Any]:
    element = given.get("element", "")
    return {
        "elements": [element] if element in chart.law.elements else [],
        "respondent": given.get("respondent", ""),
    }


def _elements(chart: ProofChart, kept: tuple[str, ...]) -> list[tuple[str, Choices]]:
    """Return the context, then the crimes and modes charged, and whatever is chosen already."""
    law, charges = chart.law, chart.case.charges
    owners = dict.fromkeys([c.crime for c in charges] + [c.mode for c in charges])
    owners |= dict.fromkeys(code.partition("/")[0] for code in kept if "/" in code)
    groups = [
        (gettext("Context of the attack"), [(e, element_words(law, e)) for e in law.contextual])
    ]
    for owner in owners:
        known = law.crimes.get(owner) or law.modes.get(owner)
        if known:
            groups.append(
                (label(owner), [(e.id, element_words(law, e.id)) for e in known.elements])
            )
    return groups


def _groups(law: Law, offered: list[tuple[str, Choices]], chosen: set[str]) -> list[ElementGroup]:
    """Return the choices as they are shown: groups with a choice in them first, and open."""
    groups = [
        ElementGroup(
            name,
            tuple(
                ElementChoice(id_, words, law.element(id_).text, id_ in chosen)
                for id_, words in choices
            ),
        )
        for name, choices in offered
    ]
    return sorted(groups, key=lambda group: not group.is_open)


def _given(given: Mapping[str, str], held: Proposition | None, chart: ProofChart) -> Chosen:
    """Return what is cited already, or what the address brings along."""
    if held:
        return Chosen(held.citations, held.acts, held.restrictions)
    passages = [given.get(one, "") for one in BEARINGS]
    act, restriction = given.get("act", ""), given.get("restriction", "")
    return Chosen(
        Citations(*((code,) if code in chart.passages else () for code in passages)),
        (act,) if act in chart.acts else (),
        (restriction,) if restriction in chart.restrictions else (),
    )


def _posted(data: Any, chart: ProofChart) -> Chosen:  # noqa: ANN401 - as Django gives it
    """Return what was chosen on the page; a code the reader cannot see is not taken."""

    def known(name: str, codes: Container[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for code in data.getlist(name) if code in codes))

    return Chosen(
        Citations(*(known(one, chart.passages) for one in BEARINGS)),
        known("acts", chart.acts),
        known("restrictions", chart.restrictions),
    )
