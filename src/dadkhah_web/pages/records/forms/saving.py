"""Save what a form says: the record, its rows, and those that were made on the way; or none."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from dadkhah.errors import RecordsRefused
from dadkhah.exchange.tables import record_from_fields
from dadkhah.exchange.tables.columns import RowRefused
from dadkhah_web.cases.access import Access
from dadkhah_web.exchange.codes import next_codes, next_owned_code
from dadkhah_web.exchange.kinds import KIND_BY_NAME
from dadkhah_web.exchange.saving import Entry, save_records
from dadkhah_web.pages.records.forms.record_form import RecordForm
from dadkhah_web.pages.records.forms.whole import Row, WholeForm
from dadkhah_web.pages.records.forms.widgets import Picked
from dadkhah_web.records.description import Control

_PASHTO = set("ټډړږښګڼېۍځڅ")


@dataclass(frozen=True, slots=True)
class Drafted:
    """One record that is to be saved: its cells, and where its errors are said."""

    kind: str
    code: str
    cells: dict[str, str]
    form: RecordForm
    based_on: int
    at: str = ""
    """The field of the form where all its errors go; empty: each at its own."""


def save_form(whole: WholeForm, *, at: datetime) -> str:
    """Save a valid form in one transaction; return the id of its record, or "" when refused.

    Then the forms hold the reasons. Raises `RecordChanged` when somebody was quicker.
    """
    with transaction.atomic():
        drafted = list(_drafted(whole))
        entries = _entries(drafted)
        if entries is None:
            return ""
        try:
            with transaction.atomic():
                save_records(whole.access, entries, at=at)
        except RecordsRefused as refused:
            _say(refused, drafted)
            return ""
    main = next(one for one in drafted if one.form is whole.main and not one.at)
    return main.code


def _drafted(whole: WholeForm) -> Iterator[Drafted]:
    """Yield every record of the form, those that are referred to first."""
    coder = _Coder(whole.access)
    cells = dict(whole.held.cells if whole.held else {}) | whole.main.cells()
    if not whole.code and whole.plan.kind == "act":
        cells["reported"] = "alleged"
    yield from _made(whole.main, cells, coder, whole)
    code = whole.code or coder.next(whole.plan.kind)
    yield Drafted(whole.plan.kind, code, cells | {"id": code}, whole.main, _number(whole.base))
    for row in whole.all_rows:
        if not row.is_blank:
            yield from _row(row, code, cells, coder, whole)


def _row(
    row: Row, owner: str, main: dict[str, str], coder: "_Coder", whole: WholeForm
) -> Iterator[Drafted]:
    kind = row.plan.kind
    cells = dict(row.cells) | row.form.cells() | {row.plan.link: owner}
    if not row.code and "supports" in row.plan.columns and not cells.get("supports"):
        cells["supports"] = main.get("supports", "")
    if kind == "person_name" and not cells.get("language"):
        cells["language"] = language_of(cells.get("text", ""))
    yield from _made(row.form, cells, coder, whole)
    code = row.code or coder.next(kind, owner)
    if not KIND_BY_NAME[kind].owner:
        cells["id"] = code
    yield Drafted(kind, code, cells, row.form, _number(row.base))


def _made(
    form: RecordForm, cells: dict[str, str], coder: "_Coder", whole: WholeForm
) -> Iterator[Drafted]:
    """Yield the records that a field makes of typed words, and put their ids into `cells`."""
    for column in form.columns:
        picked = form.cleaned_data.get(column.name)
        if column.control is not Control.RECORD or not isinstance(picked, Picked):
            continue
        if not (picked.is_new and column.creates):
            continue
        kind = column.kinds[0]
        code = cells[column.name] = coder.once(kind, picked.words)
        if coder.is_repeated:
            continue
        made: dict[str, str] = {"id": code}
        if kind == "event":
            dates = {name: cells.get(name, "") for name in ("date", "date_calendar", "places")}
            made |= {"title": picked.words, **dates, "supports": cells.get("supports", "")}
            yield Drafted(kind, code, made, form, 0, column.name)
            continue
        made |= {"kind": picked.kind or "individual"}
        yield Drafted(kind, code, made, form, 0, column.name)
        name = {"person": code, "text": picked.words, "kind": "main"}
        name["language"] = picked.language or language_of(picked.words)
        yield Drafted("person_name", f"{code}.1", name, form, 0, column.name)


class _Coder:
    """Gives out ids, and each only once in a form."""

    def __init__(self, access: Access) -> None:
        self.access = access
        self.given: dict[tuple[str, str], int] = {}
        self.made: dict[tuple[str, str], str] = {}
        self.is_repeated = False

    def next(self, kind: str, owner: str = "") -> str:
        """Return the next id of a kind, or of the rows of an owner."""
        owned = owner if KIND_BY_NAME[kind].owner else ""
        before = self.given.get((kind, owned), 0)
        self.given[kind, owned] = before + 1
        if not owned:
            return next_codes(self.access.case, kind, before + 1)[-1]
        stem, _, number = next_owned_code(self.access.case, kind, owned).rpartition(".")
        return f"{stem}.{int(number) + before}"

    def once(self, kind: str, words: str) -> str:
        """Return the id of the new record of these words: typed twice, it is one record."""
        self.is_repeated = (kind, words) in self.made
        if not self.is_repeated:
            self.made[kind, words] = self.next(kind)
        return self.made[kind, words]


def _entries(drafted: list[Drafted]) -> list[Entry] | None:
    """Read the cells; None when one of them cannot be read, and its form says why."""
    entries: list[Entry] = []
    is_refused = False
    for one in drafted:
        try:
            value: Any = record_from_fields(KIND_BY_NAME[one.kind].value, one.cells)
        except RowRefused as refused:
            is_refused = True
            for column, reason in refused.reasons:
                one.form.refuse(one.at or column, reason)
        else:
            entries.append(Entry(value, one.code, based_on=one.based_on))
    return None if is_refused else entries


def _say(refused: RecordsRefused, drafted: list[Drafted]) -> None:
    """Put each reason beside its field."""
    by_key = {f"{one.kind}/{one.code}": one for one in drafted}
    for key, column, reason in refused.reasons:
        one = by_key.get(key)
        if one is not None:
            one.form.refuse(one.at or column, reason)


def _number(base: str) -> int:
    """Return the number of the revision a form was made from; 0: there must be none."""
    return int(base) if base.isascii() and base.isdigit() else 0


def language_of(words: str) -> str:
    """Return the language the letters of a name tell: Latin ones are taken for English."""
    if any(letter in _PASHTO for letter in words):
        return "ps"
    return "fa" if any("\u0600" <= letter <= "\u06ff" for letter in words) else "en"
