"""A table is read with everything that is wrong in it told at once."""

from dadkhah.exchange.tables.table import TABLES, read_table


def test_a_wrong_column_is_told_even_when_no_row_has_its_width():
    sources = next(table for table in TABLES if table.file == "sources.csv")
    read = read_table(sources, b"id,kind,descripton\nS-001,src.media\n")

    told = [(problem.row, problem.field) for problem in read.problems]
    assert told == [(2, ""), (1, "descripton"), (1, "description")]
    assert read.ids is None
