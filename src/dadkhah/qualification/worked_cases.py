"""Worked cases a jurist can read: facts and findings in, conclusion out (`law/examples/`).

They state in the law's own folder how its elements are meant to work, and run as tests.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dadkhah.errors import DadkhahError, WorkedCaseWrong, YamlRefused
from dadkhah.law.fields import Fields
from dadkhah.law.model import Law
from dadkhah.qualification.chart import REASONABLE_GROUNDS
from dadkhah.qualification.completeness import completeness_checks
from dadkhah.qualification.qualify import Qualification, qualify_case
from dadkhah.qualification.weighing import words
from dadkhah.qualification.worked_records import WORDS, WorkedRecords, read_records
from dadkhah.records.case import CaseRecords
from dadkhah.records.conclusion import Conclusion
from dadkhah.resources import shipped
from dadkhah.text.strict_yaml import StrictMap, read_strict_yaml


@dataclass(frozen=True, slots=True)
class Expected:
    """What one charge must come out as; `elements` and `alone` by element and by ground."""

    charge: str
    conclusion: Conclusion
    elements: tuple[tuple[str, Conclusion], ...]
    alone: tuple[tuple[str, Conclusion], ...]  # the charge, on one ground alone
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """A small case, why it is here, and what must come of it."""

    name: str  # its file
    title: str
    why: str
    standard: str
    records: CaseRecords
    expected: tuple[Expected, ...]
    checks: tuple[str, ...]  # codes of completeness checks that must be raised
    refused: str  # the code of the error that must be raised; empty for none
    refusal_says: tuple[str, ...]


def read_worked_case(text: str, name: str, law: Law) -> WorkedCase:
    """Read one worked case. Raises `YamlRefused` or `LawFileRefused` naming file and line."""
    found = read_strict_yaml(text, name)
    if not isinstance(found, StrictMap):
        raise YamlRefused(f"{name}:1: a worked case is a mapping. Begin with `title: ...`.")
    fields = Fields(found)
    title, why = fields.text("title"), fields.text("why")
    standard = fields.note("standard") or REASONABLE_GROUNDS
    records = read_records(fields, law)
    refused = fields.inside("refused")
    code = refused.note("code")
    worked = WorkedCase(
        name=name,
        title=title,
        why=why,
        standard=standard,
        records=records.case,
        expected=() if code else tuple(_expected(records)),
        checks=fields.texts("checks"),
        refused=code,
        refusal_says=refused.texts("says"),
    )
    refused.close()
    fields.close()
    return worked


def worked_cases(law: Law, folder: Path | None = None) -> tuple[WorkedCase, ...]:
    """Read every worked case of `folder` (else the shipped `law/examples`), by file name."""
    paths = sorted((folder or shipped("law") / "examples").glob("*.yaml"))
    return tuple(read_worked_case(p.read_text(encoding="utf-8"), p.name, law) for p in paths)


def check_worked_case(worked: WorkedCase, law: Law) -> None:
    """Raise `WorkedCaseWrong` listing everything that does not come out as the case says."""
    differences = tuple(_differences(worked, law))
    if differences:
        raise WorkedCaseWrong(f"{worked.name}, '{worked.title}': {' '.join(differences)}")


def _differences(worked: WorkedCase, law: Law) -> Iterator[str]:
    try:
        qualified = qualify_case(worked.records, law, standard=worked.standard)
        raised = {c.code for c in completeness_checks(worked.records, law)}
    except DadkhahError as error:
        yield from _wrong_refusal(worked, error)
        return
    if worked.refused:
        yield f"It must be refused with {worked.refused}, and nothing refused it."
    by_charge = {q.charge.id: q for q in qualified}
    for expected in worked.expected:
        yield from _wrong_charge(expected, by_charge[expected.charge])
    for code in worked.checks:
        if code not in raised:
            yield f"The check {code} must be raised, and only {sorted(raised)} are."


def _wrong_refusal(worked: WorkedCase, error: DadkhahError) -> Iterator[str]:
    if error.code != worked.refused:
        yield f"It was refused with {error.code}: {error}"
    for phrase in worked.refusal_says:
        if phrase not in str(error):
            yield f"The refusal must say '{phrase}'; it says: {error}"


def _wrong_charge(expected: Expected, qualification: Qualification) -> Iterator[str]:
    concluded = {e.element.id: e for e in qualification.every_element}
    outcome = [("the charge", expected.conclusion, qualification.conclusion)]
    outcome += [(id_, should, concluded[id_].conclusion) for id_, should in expected.elements]
    by_ground = dict(qualification.by_ground)
    outcome += [(f"on {g} alone the charge", should, by_ground[g]) for g, should in expected.alone]
    for subject, should, was in outcome:
        if should is not was:
            yield f"{expected.charge}: {subject} must be {words(should)} and is {words(was)}."
    said = " ".join(s for e in qualification.every_element for s in (*e.reasons, *e.gaps))
    for phrase in expected.says:
        if phrase not in said:
            yield f"{expected.charge}: the reasons must say '{phrase}'; they say: {said}"


def _expected(records: WorkedRecords) -> Iterator[Expected]:
    for charge, fields in records.expectations:
        conclusion = WORDS[fields.choice("conclusion", WORDS)]
        elements = _reached(fields)
        says, on_ground = fields.texts("says"), fields.inside("alone")
        alone = _reached(on_ground)
        on_ground.close()
        fields.close()
        yield Expected(charge, conclusion, elements, alone, says)


def _reached(fields: Fields) -> tuple[tuple[str, Conclusion], ...]:
    """Read lists of elements or grounds under what they come out as."""
    return tuple((one, reached) for reached in Conclusion for one in fields.texts(words(reached)))
