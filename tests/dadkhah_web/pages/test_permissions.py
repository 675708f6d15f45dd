"""Every address, called by everybody: what one may not see is not there."""

import sys
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from dadkhah_web.accounts.tokens import make_token
from dadkhah_web.cases.roles import Role
from people import closed, person

# Beside this file, and not to be imported by name: `dadkhah_web` is the package that is tested.
_spec = spec_from_file_location("permission_table", Path(__file__).with_name("permission_table.py"))
assert _spec
assert _spec.loader
table = module_from_spec(_spec)
sys.modules["permission_table"] = table
_spec.loader.exec_module(table)

CLOSED = ("item/I-0002", "person/P-minister")
REFUSALS = {401, 403, 404, 405}


@dataclass
class Caller:
    """One person with a browser, and a token for the API."""

    client: Client
    token: str = ""
    cookies: SimpleCookie = field(default_factory=SimpleCookie)

    def call(self, row: Any) -> int | str:
        """Return the status; a POST leaves nothing behind."""
        names = {name: one() if callable(one) else one for name, one in row.names.items()}
        if "slug" in _names_of(row.name):
            names.setdefault("slug", "sample")
        headers = {"authorization": f"Bearer {self.token}"} if row.by_token and self.token else {}
        kind = {"content_type": "application/json"} if row.by_token else {}
        sent = getattr(self.client, row.method.lower())
        self.client.cookies = deepcopy(self.cookies)
        with transaction.atomic():
            answer = sent(reverse(row.name, kwargs=names), dict(row.data), headers=headers, **kind)
            transaction.set_rollback(True)
        if "/accounts/login/" in answer.headers.get("location", ""):
            return table.SIGN_IN
        return answer.status_code


@pytest.fixture
def caller(site, request) -> Caller:
    who = request.param
    members = [person(role, role) for role in Role]
    everything = person("outsider", *Role)
    stranger = person("stranger")
    closed("closed", *CLOSED, members=tuple(members))
    users = {one.handle: one for one in (*members, everything, stranger)}
    client = Client()
    if who == "anonymous":
        return Caller(client)
    client.force_login(users[who])
    token = make_token(users[who], "a program", at=timezone.now())
    return Caller(client, token, deepcopy(client.cookies))


@pytest.mark.parametrize("caller", table.PEOPLE, indirect=True, ids=table.PEOPLE)
def test_each_person_gets_what_the_table_says(caller, request):
    who = request.node.callspec.params["caller"]
    wrong = []
    for row in table.ROWS:
        expected, got = row.expected[who], caller.call(row)
        is_right = _is_let_in(got) if expected == table.MAY else got == expected
        if not is_right:
            wrong.append(f"{row}: expected {expected}, got {got}")

    assert wrong == [], "\n" + "\n".join(wrong)


def test_every_address_of_the_site_is_in_the_table():
    named = {row.name for row in table.ROWS} | set(table.PUBLIC)
    addresses = dict(_addresses(get_resolver()))

    assert sorted(set(addresses) - named) == []
    assert sorted(named - set(addresses)) == []


def test_no_address_is_without_a_name():
    assert [route for name, route in _addresses(get_resolver()) if name.endswith("?")] == []


def test_a_reader_changes_nothing_of_a_case():
    changing = [row for row in table.ROWS if row.method != "GET" and "slug" in _names_of(row.name)]
    open_to_readers = {row.name for row in changing if row.expected["reader"] == table.MAY}

    assert open_to_readers <= set(table.READERS_MAY)


def _is_let_in(got: int | str) -> bool:
    return isinstance(got, int) and got not in REFUSALS and got < 500


def _names_of(name: str) -> set[str]:
    patterns = dict(_addresses(get_resolver()))
    return {part.split(">")[0].split(":")[-1] for part in patterns[name].split("<")[1:]}


def _addresses(
    resolver: URLResolver, prefix: str = "", namespace: str = ""
) -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLPattern):
            yield f"{namespace}{one.name or '?'}", route
        else:
            inner = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from _addresses(one, route, inner)
