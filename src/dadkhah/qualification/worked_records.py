"""The small case behind a worked case: charges, facts and findings in a jurist's words.

Each fact is one proposition, resting on at most one act; each source in `from` or `against`
gives one passage in one item. `the rest: met` fills what the file does not speak of, so that
a case shows one question and nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dadkhah.dates import read_date
from dadkhah.law.fields import Fields
from dadkhah.law.model import Element, Law
from dadkhah.qualification.chart import REASONABLE_GROUNDS
from dadkhah.qualification.element import is_personal
from dadkhah.qualification.weighing import words
from dadkhah.records.analysis import Charge, ElementFinding, Proposition
from dadkhah.records.case import CaseInfo, CaseRecords
from dadkhah.records.conclusion import Conclusion
from dadkhah.records.events import Act
from dadkhah.records.evidence import Citations, EvidenceItem, Passage, Source
from dadkhah.records.persons import Person

PERIOD = "2021-08-15/2025-01-20"
DAY = "2022-03-23"
WORDS = {words(conclusion): conclusion for conclusion in Conclusion}


@dataclass(frozen=True, slots=True)
class WorkedRecords:
    """The records, and what the file expects of each charge, still to be read."""

    case: CaseRecords
    expectations: tuple[tuple[str, Fields], ...]


def read_records(fields: Fields, law: Law) -> WorkedRecords:
    """Read the charges, facts and findings of a worked case."""
    rest = fields.choice("the rest", ("met", "open"))
    building = _Building(law)
    expectations = tuple(building.charge(charge) for charge in fields.each("charges"))
    for fact in fields.each("facts"):
        building.fact(fact)
    for finding in fields.each("findings"):
        building.finding(finding)
    if rest == "met":
        building.meet_the_rest()
    return WorkedRecords(building.case(), expectations)


@dataclass(slots=True)
class _Building:
    law: Law
    persons: dict[str, Person] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    charges: list[Charge] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    items: list[EvidenceItem] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    propositions: list[Proposition] = field(default_factory=list)
    findings: list[ElementFinding] = field(default_factory=list)

    def charge(self, fields: Fields) -> tuple[str, Fields]:
        respondent = fields.text("respondent")
        self.persons[respondent] = Person(respondent, fields.note("kind") or "individual")
        charge = Charge(
            id=f"C-{len(self.charges) + 1}",
            respondent=respondent,
            crime=fields.text("crime"),
            mode=fields.text("mode"),
            grounds=fields.texts("grounds"),
            period=read_date(fields.note("period") or PERIOD),
            status="proposed",
        )
        self.charges.append(charge)
        expect = fields.inside("expect")
        fields.close()
        return charge.id, expect

    def fact(self, fields: Fields) -> None:
        id_, grade = fields.text("id"), fields.note("grade") or "B2"
        group = f"report of {id_}" if fields.flag("copies") else ""
        sensitivity = fields.note("sensitivity") or "public"

        def passages(key: str) -> tuple[str, ...]:
            sources = [Source(s, "src.media", s, grade[0], group) for s in fields.texts(key)]
            return tuple(self._passage(s, sensitivity, credibility=grade[1]) for s in sources)

        citations = Citations(passages("from"), passages("against"))
        says, under, about = fields.text("says"), fields.texts("under"), fields.note("about")
        acts = self._act(id_, fields.note("act"), on=fields.note("on") or DAY, says=says)
        self.propositions.append(
            Proposition(id_, says, under, about, acts=acts, citations=citations)
        )
        fields.close()

    def finding(self, fields: Fields) -> None:
        self.findings.append(
            ElementFinding(
                id=f"N-{len(self.findings) + 1}",
                element=fields.text("on"),
                conclusion=WORDS[fields.choice("conclusion", WORDS)],
                analyst=fields.text("analyst"),
                propositions=fields.texts("facts"),
                respondent=fields.note("about"),
                standard=fields.note("standard") or REASONABLE_GROUNDS,
                reasoning=fields.note("because"),
                ground=fields.note("ground"),
                charges=fields.texts("charges"),
            )
        )
        fields.close()

    def meet_the_rest(self) -> None:
        """Find met, on two sources, each element of the charges that no finding speaks of."""
        spoken = {(f.element, f.respondent) for f in self.findings}
        wanted: dict[tuple[str, str, str], Element] = {}
        for charge in self.charges:
            for element, respondent in self._elements(charge):
                for ground in (element.by and charge.grounds) or ("",):
                    wanted[element.id, respondent, ground] = element
        for (id_, respondent, ground), element in wanted.items():
            if not {(id_, respondent), (id_, "")} & spoken:
                self._given(element, respondent, ground)

    def case(self) -> CaseRecords:
        return CaseRecords(
            info=CaseInfo("worked-case", "", "", "", "", (), (), ()),
            sources=tuple(self.sources.values()),
            items=tuple(self.items),
            passages=tuple(self.passages),
            persons=tuple(self.persons.values()),
            acts=tuple(self.acts),
            propositions=tuple(self.propositions),
            findings=tuple(self.findings),
            charges=tuple(self.charges),
        )

    def _elements(self, charge: Charge) -> Iterator[tuple[Element, str]]:
        crime, mode = self.law.crimes.get(charge.crime), self.law.modes.get(charge.mode)
        for element in crime.elements if crime else ():
            for group in self.law.contextual_needs(element):
                parts = [self.law.contextual[id_] for id_ in group]
                yield from ((part, "") for part in parts if not part.appears_as)
            yield element, charge.respondent if is_personal(element) else ""
        for element in mode.elements if mode else ():
            yield element, charge.respondent

    def _given(self, element: Element, respondent: str, ground: str) -> None:
        id_ = f"given {len(self.propositions) + 1}"
        acts = self._act(id_, self._act_that_links(element), on=DAY, says="Given.")
        sources = [Source(f"{n} given source", "src.un", "Given.", "A") for n in ("1st", "2nd")]
        cited = Citations(tuple(self._passage(s, "public", credibility="1") for s in sources))
        self.propositions.append(
            Proposition(id_, "Given.", (element.id,), respondent, acts=acts, citations=cited)
        )
        number = f"N-{len(self.findings) + 1}"
        met = ElementFinding(number, element.id, Conclusion.MET, "given", (id_,), respondent)
        self.findings.append(replace(met, ground=ground))

    def _act_that_links(self, element: Element) -> str:
        """Return a type of act of another crime, for an element that needs one."""
        crime = element.id.partition("/")[0]
        terms = self.law.vocabularies["act_types"].terms.values()
        others = (term.code for term in terms if term.crimes and crime not in term.crimes)
        return next(others) if element.needs else ""

    def _act(self, fact: str, type_: str, *, on: str, says: str) -> tuple[str, ...]:
        if not type_:
            return ()
        self.acts.append(Act(f"act of {fact}", "", type_, read_date(on), (), says))
        return (f"act of {fact}",)

    def _passage(self, source: Source, sensitivity: str, *, credibility: str) -> str:
        self.sources.setdefault(source.id, source)
        number = len(self.items) + 1
        item = EvidenceItem(f"I-{number}", source.id, "", source.id, "text/plain")
        self.items.append(replace(item, credibility=credibility, sensitivity=sensitivity))
        self.passages.append(Passage(f"X-{number}", item.id))
        return f"X-{number}"
