"""Records as text cells, without what a person may not see or read."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Max

from dadkhah.exchange.tables import record_fields
from dadkhah.exchange.tables.cells import join_list, split_list
from dadkhah_web.api.shapes import Cells, RecordOut
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import Record
from dadkhah_web.evidence.openness import unreadable_items
from dadkhah_web.exchange.kinds import KIND_BY_NAME
from dadkhah_web.exchange.selectors import load_records
from dadkhah_web.records.description import COLUMNS, Control
from dadkhah_web.records.models import Review, Revision

IMPORTED = "imported"
# What a passage says of its item, which not everybody who sees the item may read.
WORDS = ("quote", "prefix", "suffix")


@dataclass(frozen=True)
class Eyes:
    """What one person may not see, and may not read."""

    access: Access
    hidden: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, access: Access) -> "Eyes":
        """Return it for who asks."""
        hidden: frozenset[tuple[str, str]] = frozenset()
        if access.closed:
            rows = Record.objects.filter(pk__in=access.hidden())
            hidden = frozenset(rows.values_list("kind", "code"))
        return cls(access, hidden)

    def named(self, kind: str, cells: Mapping[str, str]) -> Cells:
        """Return the cells without the names of what is closed."""
        seen = dict(cells)
        for column, kinds, is_many in _naming(kind):
            if seen.get(column):
                codes = split_list(seen[column]) if is_many else (seen[column],)
                left = [one for one in codes if not self.hides(kinds, one)]
                seen[column] = join_list(left) if is_many else "".join(left)
        return seen

    def shown(self, kind: str, cells: Mapping[str, str]) -> tuple[Cells, list[str]]:
        """Return the cells for these eyes, and the columns that are withheld."""
        seen = self.named(kind, cells)
        if kind == "passage" and cells.get("item") in self._unreadable:
            return {**seen, **dict.fromkeys(WORDS, "")}, [name for name in WORDS if cells.get(name)]
        return seen, []

    @cached_property
    def _unreadable(self) -> frozenset[str]:
        """The items whose words these eyes may not read."""
        return frozenset(unreadable_items(self.access).values_list("record__code", flat=True))

    def hides(self, kinds: Collection[str], code: str) -> bool:
        """Whether a record of one of these kinds and this id is closed."""
        return any((kind, code) in self.hidden for kind in kinds)


def records_shown(access: Access, kind: str, codes: Iterable[str]) -> list[RecordOut]:
    """Return these records of a kind, in this order; the caller has asked who may see them."""
    codes = list(codes)
    values = load_records(access.case, KIND_BY_NAME[kind], codes)
    eyes = Eyes.of(access)
    ours = {"case": access.case, "kind": kind, "code__in": codes}
    revisions = Revision.objects.filter(**ours).values_list("code").annotate(n=Max("number"))
    numbers = dict(revisions)
    states = dict(
        Review.objects.filter(
            record__case=access.case, record__kind=kind, record__code__in=codes
        ).values_list("record__code", "state")
    )
    found = []
    for code in codes:
        cells, withheld = eyes.shown(kind, record_fields(values[code]))
        found.append(
            RecordOut(
                record=f"{kind}/{code}",
                kind=kind,
                code=code,
                revision=numbers.get(code, 0),
                state=states.get(code, IMPORTED),
                cells=cells,
                withheld=withheld,
            )
        )
    return found


def given_columns(kind: str) -> frozenset[str]:
    """Return the columns that nobody fills in: the program knows them."""
    return frozenset(one.name for one in COLUMNS[kind] if one.control is Control.GIVEN)


def _naming(kind: str) -> list[tuple[str, tuple[str, ...], bool]]:
    """Return the columns that name other records, of which kinds, and whether several."""
    return [(c.name, c.kinds, c.is_many) for c in COLUMNS[kind] if c.names_records]
