"""Which propositions are asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from dadkhah.pictures.names import names_in
from dadkhah.qualification.chart import ProofChart
from dadkhah.records.analysis import Proposition
from dadkhah.text.folding import fold
from dadkhah_web.pages.qualification.missing import element_words
from dadkhah_web.pages.reader import reader_language

WITH, WITHOUT, UNCITED = "with", "without", "uncited"


class ListingForm(forms.Form):
    """The filters over the propositions that the reader may see."""

    q = forms.CharField(label=gettext_lazy("Words"), required=False)
    element = forms.ChoiceField(label=gettext_lazy("Element"), required=False)
    respondent = forms.ChoiceField(label=gettext_lazy("About"), required=False)
    contrary = forms.ChoiceField(label=gettext_lazy("Passages"), required=False)

    def __init__(self, data: Any, *, chart: ProofChart) -> None:  # noqa: ANN401 - a query
        """Offer the elements and persons that propositions name."""
        super().__init__(data)
        self.chart = chart
        names = names_in(chart.case.person_names, reader_language())
        named = dict.fromkeys(p.respondent for p in chart.case.propositions if p.respondent)
        elements = [(code, element_words(chart.law, code)) for code in chart.law.elements]
        self._offer("element", [each for each in elements if each[0] in chart.charted])
        self._offer("respondent", [(code, names.get(code, code)) for code in named])
        says = [
            (WITH, gettext("Something speaks against it")),
            (WITHOUT, gettext("Nothing speaks against it")),
            (UNCITED, gettext("No passage supports it")),
        ]
        self._offer("contrary", says)
        self.fields["q"].widget.attrs.update(dir="auto", type="search")

    def found(self) -> list[Proposition]:
        """Return the propositions that are asked for, in their order."""
        asked = self.cleaned_data
        words = fold(asked["q"]).split()
        return [
            one
            for one in self.chart.case.propositions
            if (not asked["element"] or asked["element"] in one.elements)
            and (not asked["respondent"] or asked["respondent"] == one.respondent)
            and _bears(one, asked["contrary"])
            and all(word in fold(f"{one.id} {one.text}") for word in words)
        ]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", gettext("All")), *choices]


def _bears(proposition: Proposition, asked: str) -> bool:
    cited = proposition.citations
    wanted = {WITH: bool(cited.contradicts), WITHOUT: not cited.contradicts}
    wanted[UNCITED] = not cited.supports
    return wanted.get(asked, True)
