"""Read whole cases: as the values that the library qualifies, files and bundles."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Count, ForeignKey

from dadkhah.errors import CaseNotFound
from dadkhah.records.case import CaseInfo, CaseRecords
from dadkhah.records.conclusion import Conclusion
from dadkhah.records.evidence import Citations, Reception
from dadkhah_web.cases.models import Case, CaseRecord, Coding, Record
from dadkhah_web.evidence.models import Citation
from dadkhah_web.evidence.models import Reception as ReceptionRow
from dadkhah_web.exchange.kinds import BASES, BEARINGS, KINDS, SUBJECTS, Kind
from dadkhah_web.exchange.references import named_kind

Lists = Mapping[tuple[int, str], list[str]]


def find_case(slug: str) -> Case:
    """Return the case of this name; raises `CaseNotFound`."""
    case = Case.objects.filter(slug=slug).first()
    if case is None:
        known = ", ".join(Case.objects.order_by("slug").values_list("slug", flat=True)[:20])
        raise CaseNotFound(f"There is no case '{slug}'. Cases here: {known or 'none yet'}.")
    return case


def load_case(slug: str) -> CaseRecords:
    """Return all records of a case, each kind by id, names and steps in the order given."""
    case = find_case(slug)
    identities = {r.pk: r for r in Record.objects.filter(case=case)}
    lists = _lists(case)
    parts = {kind.part: _values(kind, case, identities, lists) for kind in KINDS}
    return CaseRecords(
        info=case_info(case),
        receptions=_receptions(case, identities),
        drafts=dict(case.drafts.order_by("path").values_list("path", "text")),
        **parts,
    )


def case_info(case: Case) -> CaseInfo:
    """Return the head of a case."""
    values: dict[str, Any] = {f.name: getattr(case, f.name) for f in fields(CaseInfo)}
    for name in ("languages", "method", "limits"):
        values[name] = tuple(values[name])
    return CaseInfo(**values)


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """One line of a list of cases."""

    slug: str
    title: str
    records: Mapping[str, int]  # kind -> how many


def list_cases() -> tuple[CaseSummary, ...]:
    """Return every case with how much is in it, by name."""
    return tuple(summarise(case) for case in Case.objects.order_by("slug"))


def summarise(case: Case) -> CaseSummary:
    """Count the records of a case, kind by kind, in reading order."""
    rows = Record.objects.filter(case=case).values_list("kind").annotate(n=Count("pk"))
    counts = dict(rows)
    ordered = {kind.name: counts[kind.name] for kind in KINDS if kind.name in counts}
    return CaseSummary(case.slug, case.title, ordered)


def load_records(case: Case, kind: Kind, codes: Collection[str]) -> dict[str, Any]:
    """Return these records of one kind by id, without reading the rest of the case."""
    rows = list(kind.table._default_manager.filter(record__case=case, record__code__in=codes))
    if not rows:
        return {}
    keys = [row.pk for row in rows]
    named = {
        getattr(row, column.attname)
        for row in rows
        for column in kind.table._meta.fields
        if isinstance(column, ForeignKey)
    }
    identities = Record.objects.in_bulk([key for key in {*named, *keys} if key is not None])
    lists = _lists(case, keys)
    return {identities[row.pk].code: _value(kind, row, identities, lists) for row in rows}


def _values(
    kind: Kind, case: Case, identities: Mapping[int, Record], lists: Lists
) -> tuple[Any, ...]:
    rows = kind.table._default_manager.filter(record__case=case)
    pairs = [(identities[row.pk], _value(kind, row, identities, lists)) for row in rows]
    if kind.owner:
        return tuple(v for _, v in sorted(pairs, key=lambda p: (p[0].row, p[0].pk)))
    return tuple(v for _, v in sorted(pairs, key=lambda p: p[0].code))


def _value(kind: Kind, row: CaseRecord, identities: Mapping[int, Record], lists: Lists) -> Any:  # noqa: ANN401 - one of the values of `KINDS`
    values: dict[str, object] = {}
    for field in fields(kind.value):
        name = field.name
        if name == "id":
            values[name] = identities[row.pk].code
        elif name == "subject":
            named = next(pk for k in SUBJECTS if (pk := getattr(row, f"{k}_id")) is not None)
            values[name] = identities[named].code
        elif name == "citations":
            values[name] = Citations(*(tuple(lists.get((row.pk, b), ())) for b in BEARINGS))
        elif named_kind(kind, name):
            named = getattr(row, f"{name}_id")
            values[name] = identities[named].code if named is not None else ""
        elif not hasattr(row, name) or (kind.name, name) in BASES:
            values[name] = tuple(lists.get((row.pk, name), ()))
        else:
            content = getattr(row, name)
            values[name] = Conclusion(content) if name == "conclusion" else content
    return kind.value(**values)


def _lists(case: Case, owners: Collection[int] | None = None) -> Lists:
    """Return every list of every record (of `owners`), by key and column, in the order given."""
    of = {"record__case": case} if owners is None else {"record__in": owners}
    found: dict[tuple[int, str], list[str]] = {}
    codings = Coding.objects.filter(**of).order_by("position")
    for owner, column, code in codings.values_list("record_id", "column", "value"):
        found.setdefault((owner, column), []).append(code)
    citations = Citation.objects.filter(**of).order_by("position")
    for owner, bearing, code in citations.values_list(
        "record_id", "bearing", "passage__record__code"
    ):
        found.setdefault((owner, bearing), []).append(code)
    for (_, column), basis in BASES.items():
        of = {"owner__record__case": case} if owners is None else {"owner__in": owners}
        rows = basis._default_manager.filter(**of).order_by("position")
        for owner, code in rows.values_list("owner_id", "target__record__code"):
            found.setdefault((owner, column), []).append(code)
    return found


def _receptions(case: Case, identities: Mapping[int, Record]) -> tuple[Reception, ...]:
    rows = ReceptionRow.objects.filter(item__record__case=case).order_by("pk")
    return tuple(
        Reception(
            item=identities[row.item_id].code,
            source=identities[row.source_id].code,
            received_at=row.received_at,
            device=row.device,
            entry=row.entry,
        )
        for row in rows
    )
