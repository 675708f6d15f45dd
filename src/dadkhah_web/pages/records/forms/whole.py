"""The form of a page: a record, and the rows that hang on it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import Max, Q
from django.forms import BoundField
from django.utils.datastructures import MultiValueDict

from dadkhah.errors import NotVisible
from dadkhah_web.cases.access import Access
from dadkhah_web.pages.records.forms.plans import Group, Plan, Rows
from dadkhah_web.pages.records.forms.record_form import RecordForm, prepare
from dadkhah_web.pages.records.reading import Held, held_record, held_records
from dadkhah_web.records.description import Control, column_of
from dadkhah_web.records.models import Revision

Typed = MultiValueDict[str, str]
_MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a record that hangs on the main one, or an empty place for it."""

    plan: Rows
    number: int
    form: RecordForm
    code: str = ""
    base: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    """What the record holds now, for the columns that the row does not ask."""

    @property
    def prefix(self) -> str:
        """The beginning of the names of its fields."""
        return f"{self.plan.name}-{self.number}"

    @property
    def shown(self) -> list[BoundField]:
        """The fields one always sees."""
        return [self.form[name] for name in self.plan.columns if name not in self.plan.folded]

    @property
    def folded(self) -> list[BoundField]:
        """The fields one opens."""
        return [self.form[name] for name in self.plan.folded]

    @property
    def is_open(self) -> bool:
        """Whether there is something in the folded ones that one must see."""
        is_wrong = self.form.is_bound and any(field.errors for field in self.folded)
        return is_wrong or any(isinstance(f.value(), str) and f.value() for f in self.folded)

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to save in it."""
        return not self.code and self.form.is_blank(self.plan.defaults or {})


class WholeForm:
    """A record and its rows: empty, as they are held, as they were typed, or to be saved.

    `data` is judged and can be saved; `typed` only fills the fields in again.
    """

    def __init__(
        self,
        access: Access,
        plan: Plan,
        *,
        code: str = "",
        data: Typed | None = None,
        typed: Typed | None = None,
    ) -> None:
        self.access, self.plan, self.code = access, plan, code
        self.held = held_record(access, plan.kind, code) if code else None
        self.sent = data if data is not None else typed
        names = [name for group in plan.groups for name in group.columns]
        cells = self.held.cells if self.held else _DEFAULTS.get(plan.kind, {})
        self.main = RecordForm(access, plan.kind, names, data=data, typed=typed, cells=cells)
        held = {rows.name: self._held(rows) for rows in plan.rows}
        self.numbers = self._revisions(held)
        self.base = self._base(plan.kind, code, "base")
        self.rows = {r.name: self._rows(r, held[r.name], data, typed) for r in plan.rows}

    def add_row(self, name: str) -> Row:
        """Add one more empty row."""
        rows = next(one for one in self.plan.rows if one.name == name)
        number = max((row.number for row in self.rows[name]), default=-1) + 1
        row = self._empty(rows, number)
        self.rows[name].append(row)
        return row

    def fill(self, typed: Typed) -> None:
        """Put what an address gives into the empty fields: `?event=E-0001&supports=X-0001`."""
        for column in self.main.columns:
            if column.name in typed:
                widget = self.main.fields[column.name].widget
                self.main.initial[column.name] = widget.value_from_datadict(typed, {}, column.name)

    def prepare(self) -> None:
        """Fetch the words of what stands in it; call once before it is shown."""
        prepare(self.access, [self.main, *(row.form for row in self.all_rows)])
        if not self.wrong and not self.code:
            self.main.begin()

    @property
    def all_rows(self) -> Iterator[Row]:
        """All rows, in their order."""
        for rows in self.plan.rows:
            yield from self.rows[rows.name]

    def is_valid(self) -> bool:
        """Whether each field can be read; what the records mean together is judged on saving."""
        filled = [row.form for row in self.all_rows if not row.is_blank]
        return all(form.is_valid() for form in (self.main, *filled))

    @property
    def has_errors(self) -> bool:
        """Whether anything is to be corrected."""
        return bool(self.wrong)

    @property
    def wrong(self) -> list[RecordForm]:
        """The forms with errors."""
        return [form for form in self._judged if form.is_bound and form.errors]

    @property
    def _judged(self) -> list[RecordForm]:
        return [self.main, *(row.form for row in self.all_rows if not row.is_blank)]

    def is_open(self, group: Group) -> bool:
        """Whether a folded group has something in it that one must see."""
        shown = _DEFAULTS.get(self.plan.kind, {})
        return any(
            self.main[name].value() and self.main[name].value() != shown.get(name)
            for name in group.columns
            if column_of(self.plan.kind, name).control is not Control.GIVEN
        )

    def _held(self, rows: Rows) -> list[Held]:
        if self.held is None:
            return []
        where = Q(**{rows.where: self.held.identity.pk})
        return held_records(self.access, rows.kind, where, with_lists=True, most=_MOST_ROWS)

    def _revisions(self, held: Mapping[str, list[Held]]) -> dict[tuple[str, str], int]:
        if self.held is None:
            return {}
        codes = {self.code, *(one.code for ones in held.values() for one in ones)}
        rows = Revision.objects.filter(case=self.access.case, code__in=codes)
        found = rows.values_list("kind", "code").annotate(newest=Max("number"))
        return {(kind, code): number for kind, code, number in found}

    def _base(self, kind: str, code: str, name: str) -> str:
        """Return the revision a form was made from: as it says, else the newest."""
        if self.sent is not None and name in self.sent:
            return self.sent.get(name, "")
        return str(self.numbers.get((kind, code), "")) if code else ""

    def _rows(
        self, rows: Rows, held: list[Held], data: Typed | None, typed: Typed | None
    ) -> list[Row]:
        if self.sent is None:
            own = [self._row(rows, number, one, cells=one.cells) for number, one in enumerate(held)]
            return [*own, *(self._empty(rows, len(own) + n) for n in range(self._blank(rows)))]
        by_code = {one.code: one for one in held}
        found = []
        for number in sorted(_numbers(rows.name, self.sent))[:_MOST_ROWS]:
            code = self.sent.get(f"{rows.name}-{number}-code", "")
            if code and code not in by_code:
                raise NotVisible(f"There is no {rows.kind}/{code} here that you may see.")
            row = self._row(rows, number, by_code.get(code), data=data, typed=typed)
            if data is not None and row.is_blank:
                row = self._row(rows, number, None, typed=data)  # nobody is told to fill it in
            found.append(row)
        return found

    def _blank(self, rows: Rows) -> int:
        return rows.blank if not self.code else min(rows.blank, 1)

    def _empty(self, rows: Rows, number: int) -> Row:
        cells = dict(rows.defaults or {})
        if rows.kind == "person_name" and number == 0:
            cells["kind"] = "main"
        return self._row(rows, number, None, cells=cells)

    def _row(
        self,
        rows: Rows,
        number: int,
        held: Held | None,
        *,
        data: Typed | None = None,
        typed: Typed | None = None,
        cells: Mapping[str, str] | None = None,
    ) -> Row:
        prefix, code = f"{rows.name}-{number}", held.code if held else ""
        form = RecordForm(
            *(self.access, rows.kind, rows.columns),
            prefix=prefix,
            data=data,
            typed=typed,
            cells=cells,
        )
        base = self._base(rows.kind, code, f"{prefix}-base")
        return Row(rows, number, form, code, base, held.cells if held else {})


# What stands in a new form from the beginning.
_DEFAULTS: Mapping[str, Mapping[str, str]] = {
    "act": {"location_type": "loc.unknown", "place_precision": "province"},
    "person": {"kind": "individual"},
    "source": {"reliability": "F"},
    "command_link": {"kind": "de-facto"},
}


def _numbers(name: str, sent: Typed) -> set[int]:
    pattern = re.compile(rf"{re.escape(name)}-(\d{{1,4}})-")
    return {int(match[1]) for key in sent if (match := pattern.match(key))}
