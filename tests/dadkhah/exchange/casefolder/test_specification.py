"""The specification and the code name the same files and columns."""

import re

import pytest

from dadkhah.exchange.casefolder import read_case_folder
from dadkhah.exchange.tables import TABLES
from dadkhah.exchange.tables.columns import columns_of


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.file)
def test_the_specification_lists_the_columns_of_each_table(table, specification):
    section = re.search(rf"### {table.file}\n(.*?)\n##", specification, re.DOTALL)[1]
    described = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    assert tuple(described) == table.columns


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.file)
def test_the_specification_says_what_is_needed_and_what_a_default_is(table, specification):
    section = re.search(rf"### {table.file}\n(.*?)\n##", specification, re.DOTALL)[1]
    empty = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", section, re.MULTILINE))
    for column in columns_of(table.kind):
        said = empty[column.names[0]]
        if isinstance(column.default, str) and column.default:
            assert said == f"`{column.default}`"
        else:
            assert ("needed" in said) is column.needed


def test_the_example_of_the_specification_is_a_case(folder):
    case = read_case_folder(folder)
    assert [act.date.edtf for act in case.acts] == ["2021-08-15"]
    assert case.acts[0].citations.supports == (case.passages[0].id,)
