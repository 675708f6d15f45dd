"""A finding as a form: what one analyst concludes on one element, on what, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy

from dadkhah.errors import QualificationError
from dadkhah.law.model import Element
from dadkhah.qualification.chart import REASONABLE_GROUNDS, chart
from dadkhah.qualification.weighing import refusal
from dadkhah.records.analysis import ElementFinding, Proposition
from dadkhah.records.conclusion import Conclusion
from dadkhah_web.pages.qualification.forms.saving import RecordForm
from dadkhah_web.pages.qualification.proof import Proof, standards
from dadkhah_web.pages.qualification.words import CONCLUSIONS, conclusion_state
from dadkhah_web.pages.states import look_of
from dadkhah_web.pages.templatetags.dadkhah import label


class FindingForm(RecordForm):
    """Conclude on an element. What the law refuses is refused before it is kept."""

    conclusion = forms.ChoiceField(label=gettext_lazy("What you find"), widget=forms.RadioSelect)
    propositions = forms.MultipleChoiceField(
        label=gettext_lazy("Propositions it rests on"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Look at what speaks against as well as for."),
    )
    reasoning = forms.CharField(
        label=gettext_lazy("Your reasons"),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=gettext_lazy("Why these propositions carry it, or what is missing."),
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("Ground"),
        required=False,
        help_text=gettext_lazy(
            "What shows one ground does not show another: one finding for each."
        ),
    )
    charges = forms.MultipleChoiceField(
        label=gettext_lazy("Charges it is about"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Choose none, and it counts for every charge with this element."),
    )
    standard = forms.ChoiceField(
        label=gettext_lazy("Standard of proof"),
        help_text=gettext_lazy("Only a court concludes beyond reasonable doubt."),
    )
    places: ClassVar[Mapping[str, str]] = {
        "finding-without-evidence": "propositions",
        "finding-against-its-evidence": "conclusion",
        "outside-jurisdiction": "propositions",
        "unknown-record": "propositions",
        "ground-not-listed": "ground",
        "standard-of-the-court": "standard",
    }

    def __init__(
        self,
        data: Any = None,  # noqa: ANN401 - as Django gives it
        *,
        proof: Proof,
        begun: ElementFinding,
        charge: str = "",
        beside: Iterable[Proposition] = (),
        revision: int | None = None,
    ) -> None:
        """Offer what may carry `begun.element`; `begun` holds what is known before one types.

        `beside` are propositions that findings of others here rest on.
        """
        self.proof, self.begun = proof, begun
        super().__init__(data, initial=_initial(begun, charge, revision))
        element = proof.law.element(begun.element)
        self._offer("conclusion", _conclusions())
        self._offer("propositions", _propositions(proof, begun, beside))
        self._offer("charges", _charges(proof, begun))
        self._offer("standard", [(code, label(code)) for code in standards()])
        grounds = [(code, label(code)) for code in _grounds(proof, element, begun)]
        if grounds:
            self._offer("ground", [("", gettext("Whatever the ground")), *grounds])
        else:
            del self.fields["ground"]
        if not self.fields["charges"].choices:  # type: ignore[attr-defined]
            del self.fields["charges"]

    def clean(self) -> dict[str, Any]:
        """Refuse a finding that nothing carries, as the law's own test does."""
        cleaned = super().clean() or {}
        if not self.errors:
            finding = self.value("N-new", on="")
            try:
                case = replace(self.proof.case, findings=(finding,))
                charted = chart(case, self.proof.law, standard=finding.standard)
                refused = refusal(charted, finding)
            except QualificationError as why:
                refused = why
            if refused:
                self.told(refused)
        return cleaned

    def value(self, code: str, *, on: date | str) -> ElementFinding:
        """Return the finding that the form means."""
        cleaned = self.cleaned_data
        return replace(
            self.begun,
            id=code,
            conclusion=Conclusion[cleaned["conclusion"]],
            propositions=tuple(cleaned["propositions"]),
            standard=cleaned["standard"],
            reasoning=cleaned["reasoning"],
            on=str(on),
            ground=cleaned.get("ground", ""),
            charges=tuple(cleaned.get("charges", ())),
        )

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices


def _initial(begun: ElementFinding, charge: str, revision: int | None) -> dict[str, Any]:
    held = revision is not None
    return {
        "conclusion": begun.conclusion.name if held else "",
        "propositions": list(begun.propositions),
        "reasoning": begun.reasoning,
        "ground": begun.ground,
        "charges": list(begun.charges) if held or not charge else [charge],
        "standard": begun.standard or REASONABLE_GROUNDS,
        "based_on": revision,
    }


def _conclusions() -> list[tuple[str, str]]:
    return [
        (
            one.name,
            format_html(
                "<span><strong>{}</strong> {}</span>", look_of(conclusion_state(one)).word, said
            ),
        )
        for one, said in CONCLUSIONS.items()
    ]


def _propositions(
    proof: Proof, begun: ElementFinding, beside: Iterable[Proposition]
) -> list[tuple[str, str]]:
    """Return what is charted for this person or for the case, and what other findings rest on."""
    charted = [
        one
        for one in proof.whole.charted.get(begun.element, ())
        if one.respondent in ("", begun.respondent)
    ]
    ids = dict.fromkeys([*begun.propositions, *(one.id for one in (*charted, *beside))])
    known = proof.whole.propositions
    return [(id_, _proposition_words(proof, id_)) for id_ in ids if id_ in known]


def _proposition_words(proof: Proof, id_: str) -> str:
    cited = proof.whole.propositions[id_].citations
    counted = gettext("for: %(for)s, against: %(against)s") % {
        "for": len(cited.supports),
        "against": len(cited.contradicts),
    }
    text = proof.whole.propositions[id_].text
    return format_html(
        '<span><bdi class="id">{}</bdi> <span dir="auto">{}</span> '
        '<span class="muted">({})</span></span>',
        *(id_, text, counted),
    )


def _charges(proof: Proof, begun: ElementFinding) -> list[tuple[str, str]]:
    """Return the charges with this element; the attack and its policy serve every charge."""
    if begun.element in proof.law.contextual:
        return []
    owner = begun.element.partition("/")[0]
    return [
        (one.id, f"{one.id} · {label(one.crime)} · {label(one.mode)}")
        for one in proof.case.charges
        if owner in (one.crime, one.mode) and begun.respondent in ("", one.respondent)
    ]


def _grounds(proof: Proof, element: Element, begun: ElementFinding) -> list[str]:
    """Return the grounds that the answer depends on, those that are charged first."""
    known = proof.law.grounds_of(element)
    charged = dict.fromkeys(
        ground
        for one in proof.case.charges
        if begun.respondent in ("", one.respondent)
        for ground in one.grounds
        if ground in known
    )
    return list(dict.fromkeys((*charged, *known)))
