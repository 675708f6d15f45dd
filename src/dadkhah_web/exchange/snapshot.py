"""A whole case as one person may see it, and its proof; kept until somebody saves something."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import fields, replace
from threading import Lock
from typing import Any, TypeVar

from django.db.models import Max

from dadkhah.qualification.chart import ProofChart, chart
from dadkhah.records.case import CaseRecords
from dadkhah.records.evidence import Citations, Passage
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.current_law import current_law
from dadkhah_web.cases.models import RecordCompartment
from dadkhah_web.evidence.openness import readable
from dadkhah_web.exchange.kinds import keyed_records
from dadkhah_web.exchange.selectors import load_case
from dadkhah_web.records.models import Revision

_Made = TypeVar("_Made")
MOST_KEPT = 24
_kept: OrderedDict[tuple[object, ...], Any] = OrderedDict()
_lock = Lock()


def snapshot(access: Access) -> CaseRecords:
    """Return the records of the case that this person may see; citations of others are left out.

    Of items they may not read, the passages are there without their words.
    """
    return kept(access, "snapshot", lambda: _visible(access, load_case(access.case.slug)))


def proof_chart(access: Access) -> ProofChart:
    """Return the proof chart over `snapshot`, under the law of this program."""
    return kept(access, "chart", lambda: chart(snapshot(access), current_law()))


def kept(access: Access, what: str, make: Callable[[], _Made]) -> _Made:
    """Return `make()`, or what it gave before for the same state of the case and the same eyes."""
    key = (what, access.case.pk, newest_revision(access), _hidden(access), readable(access))
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]  # type: ignore[no-any-return]
    made = make()
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made


def forget_kept() -> None:
    """Forget all of it: the database under this process has become another one."""
    with _lock:
        _kept.clear()


def newest_revision(access: Access) -> int:
    """Return the key of the newest revision of the case; 0 when there is none."""
    found = Revision.objects.filter(case=access.case).aggregate(newest=Max("pk"))
    return found["newest"] or 0


def _hidden(access: Access) -> frozenset[tuple[str, str]]:
    """Return kind and id of every record this person may not see."""
    if not access.closed:
        return frozenset()
    rows = RecordCompartment.objects.filter(compartment__in=access.closed)
    return frozenset(rows.values_list("record__kind", "record__code"))


def _visible(access: Access, case: CaseRecords) -> CaseRecords:
    hidden, readable_ones = _hidden(access), readable(access)
    closed = {one.id for one in case.items if one.sensitivity not in readable_ones}
    passages = tuple(_unquoted(one) if one.item in closed else one for one in case.passages)
    case = replace(case, passages=passages)
    if not hidden:
        return case
    parts: dict[str, Any] = {}
    for record in keyed_records(case):
        parts.setdefault(record.kind.part, [])
        if (record.kind.name, record.code) not in hidden:
            parts[record.kind.part].append(_without(record.value, hidden))
    items = {code for kind, code in hidden if kind == "item"}
    receptions = tuple(one for one in case.receptions if one.item not in items)
    seen: dict[str, Any] = {part: tuple(values) for part, values in parts.items()}
    return replace(case, receptions=receptions, **seen)


def _unquoted(passage: Passage) -> Passage:
    return replace(passage, quote="", prefix="", suffix="")


_NAMED = {
    "acts": "act",
    "restrictions": "restriction",
    "propositions": "proposition",
    "charges": "charge",
}


def _without(value: Any, hidden: frozenset[tuple[str, str]]) -> Any:  # noqa: ANN401 - any record
    """Return the record without the names of what is hidden."""
    changed: dict[str, object] = {}
    for field in fields(value):
        content = getattr(value, field.name)
        if isinstance(content, Citations):
            changed[field.name] = Citations(
                *(
                    tuple(x for x in getattr(content, part.name) if ("passage", x) not in hidden)
                    for part in fields(Citations)
                )
            )
        elif kind := _NAMED.get(field.name):
            changed[field.name] = tuple(x for x in content if (kind, x) not in hidden)
        elif field.name == "restriction" and ("restriction", content) in hidden:
            changed[field.name] = ""
    return replace(value, **changed)
