"""Check records one by one, as a form or a program gives them, by the rules of a case folder."""

from collections.abc import Iterable

from dadkhah.exchange.casefolder.codes import code_problems
from dadkhah.exchange.casefolder.law_codes import law_problems
from dadkhah.exchange.tables.problems import Problem
from dadkhah.exchange.tables.table import TABLES, Row, TableRead
from dadkhah.law.model import Law


def record_problems(records: Iterable[object], law: Law) -> tuple[Problem, ...]:
    """Return what is wrong in the codes of these records; `row` of a problem is their place."""
    rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    names = {table.kind: table.name for table in TABLES}
    for place, record in enumerate(records):
        rows[names[type(record)]].append(Row(place, record))
    tables = {table.name: TableRead(table, tuple(rows[table.name])) for table in TABLES}
    return (*code_problems(tables), *law_problems(tables, law))
