"""Read a question from the address, and answer it with records its reader may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from dadkhah.dates import PartialDate
from dadkhah.pictures.names import names_in
from dadkhah.pictures.question import KINDS, Happening, Question, chosen
from dadkhah.records.case import CaseRecords
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.current_law import current_law
from dadkhah_web.exchange.snapshot import snapshot
from dadkhah_web.pages.reader import reader_language
from dadkhah_web.pages.see.forms import QUESTION, QuestionForm
from dadkhah_web.pages.see.found import keys_found
from dadkhah_web.pages.see.links import counted_url
from dadkhah_web.pages.see.words import date_words


@dataclass(frozen=True)
class Asked:
    """A question that was understood, with its answer."""

    access: Access
    case: CaseRecords
    form: QuestionForm
    question: Question
    records: tuple[Happening, ...]

    @property
    def filters(self) -> Mapping[str, str]:
        """The filters as they stand in addresses."""
        given = {name: str(self.form.data.get(name, "")).strip() for name in QUESTION}
        return {name: value for name, value in given.items() if value}

    @property
    def has_more(self) -> bool:
        """Whether a filter is used that is not among the first."""
        return any(self.filters.get(name) for name in ("area", "family", "type", "person", "q"))

    @property
    def query(self) -> str:
        """The filters as the end of an address, to take them from one picture to another."""
        return f"?{urlencode(self.filters)}" if self.filters else ""

    @property
    def how(self) -> str:
        """The list of all records counted."""
        return self.counted()

    def counted(self, **more: str) -> str:
        """Return the address of the list of the records behind a number."""
        return counted_url(self.access.case.slug, self.filters, **more)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What persons and institutions are called; institutions also by the code of the law."""
        found = names_in(self.case.person_names, reader_language())
        return {**{code.removeprefix("O-"): name for code, name in found.items()}, **found}

    @cached_property
    def facts(self) -> list[tuple[str, str]]:
        """The question in words: what was asked for, and the words of the answer chosen."""
        facts = []
        for name in self.filters:
            field = self.form.fields[name]
            value = self.form.cleaned_data.get(name)
            choices = dict(getattr(field, "choices", ()))
            said = (
                date_words(value) if isinstance(value, PartialDate) else choices.get(value, value)
            )
            facts.append((str(field.label), str(said)))
        return facts


def ask(access: Access, form_class: type[QuestionForm], data: Mapping[str, str]) -> Asked:
    """Answer the question in `data`. A form that is not valid asks nothing and finds nothing."""
    case = snapshot(access)
    form = form_class(data, case)
    if not form.is_valid():
        return Asked(access, case, form, Question(found=frozenset()), ())
    question = _question(access, form)
    return Asked(access, case, form, question, chosen(case, current_law(), question))


def _question(access: Access, form: QuestionForm) -> Question:
    given = form.cleaned_data
    since, until = given["since"], given["until"]
    return Question(
        kinds=(given["kind"],) if given["kind"] else KINDS,
        area=given["area"],
        family=given["family"],
        type=given["type"],
        place=given["place"],
        person=given["person"],
        first=since.earliest if since else None,
        last=until.latest if until else None,
        found=keys_found(access, given["q"]) if given["q"] else None,
    )
