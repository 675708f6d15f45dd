"""Every address, called by everybody: what one may not see is not there."""

import pytest
from django.test import Client

from calling import Caller, addresses, caller_as, everybody, names_of, table

REFUSALS = {401, 403, 404, 405}


@pytest.mark.parametrize("who", table.PEOPLE)
def test_each_person_gets_what_the_table_says(site, settings, who):
    # Work is queued and not done: who may ask for it is what is tested here.
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    users = everybody()
    caller = caller_as(users[who]) if who in users else Caller(Client())
    wrong = []
    for row in table.ROWS:
        expected, got = row.expected[who], _outcome(caller, row)
        is_right = _is_let_in(got) if expected == table.MAY else got == expected
        if not is_right:
            wrong.append(f"{row}: expected {expected}, got {got}")

    assert wrong == [], "\n" + "\n".join(wrong)


def test_every_address_of_the_site_is_in_the_table():
    named = {row.name for row in table.ROWS} | set(table.PUBLIC)
    known = dict(addresses())

    assert sorted(set(known) - named) == []
    assert sorted(named - set(known)) == []


def test_no_address_is_without_a_name():
    assert [route for name, route in addresses() if name.endswith("?")] == []


def test_a_reader_changes_nothing_of_a_case():
    changing = [row for row in table.ROWS if row.method != "GET" and "slug" in names_of(row.name)]
    open_to_readers = {row.name for row in changing if row.expected["reader"] == table.MAY}

    assert open_to_readers == set(table.READERS_MAY)


def _outcome(caller: Caller, row) -> int | str:
    answer = caller.answer(row)
    if "/accounts/login/" in answer.headers.get("location", ""):
        return table.SIGN_IN
    return answer.status_code


def _is_let_in(got: int | str) -> bool:
    return isinstance(got, int) and got not in REFUSALS and got < 500
