"""Call the addresses of the permission table as somebody, and leave nothing behind."""

import sys
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from dadkhah_web.accounts.models import User
from dadkhah_web.accounts.tokens import make_token
from dadkhah_web.cases.roles import Role
from people import closed, person

# It lies beside its test, and not where it could be imported by name: `dadkhah_web` is the
# package that is tested.
_TABLE = Path(__file__).parent / "dadkhah_web" / "pages" / "permission_table.py"
CLOSED = ("item/I-0002", "person/P-minister")


def _load() -> Any:
    spec = spec_from_file_location("permission_table", _TABLE)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    sys.modules["permission_table"] = module
    spec.loader.exec_module(module)
    return module


table = _load()


@dataclass
class Caller:
    """One person with a browser, and a token for the API."""

    client: Client
    token: str = ""
    cookies: SimpleCookie = field(default_factory=SimpleCookie)

    def answer(self, row: Any) -> HttpResponse:
        """Return the answer to one row; what it changed is undone."""
        headers = {"authorization": f"Bearer {self.token}"} if row.by_token and self.token else {}
        kind = {"content_type": "application/json"} if row.by_token and row.method != "GET" else {}
        sent = getattr(self.client, row.method.lower())
        self.client.cookies = deepcopy(self.cookies)
        with transaction.atomic():
            answer = sent(address(row), deepcopy(dict(row.data)), headers=headers, **kind)
            content = answer.getvalue()  # also of a stream, before all is undone
            transaction.set_rollback(True)
        answer.read_content = content
        return answer


def address(row: Any) -> str:
    """Return where a row calls."""
    names = {name: one() if callable(one) else one for name, one in row.names.items()}
    if "slug" in names_of(row.name):
        names.setdefault("slug", "sample")
    return reverse(row.name, kwargs=names)


def everybody() -> dict[str, User]:
    """Make the people of the table, and close a part of the case to the outsider."""
    members = [person(role, role) for role in Role]
    others = [person("outsider", *Role), person("stranger")]
    closed("closed", *CLOSED, members=tuple(members))
    return {one.handle: one for one in (*members, *others)}


def caller_as(user: User, **options: Any) -> Caller:
    """Return somebody who has signed in."""
    client = Client(**options)
    client.force_login(user)
    return Caller(client, make_token(user, "a program", at=timezone.now()), client.cookies)


def addresses(
    resolver: URLResolver | None = None, prefix: str = "", namespace: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield name and route of every address of the site; one without a name ends in `?`."""
    for one in (resolver or get_resolver()).url_patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLPattern):
            yield f"{namespace}{one.name or '?'}", route
        else:
            inner = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from addresses(one, route, inner)


def names_of(name: str) -> set[str]:
    """Return the names in the route of an address."""
    route = dict(addresses())[name]
    return {part.split(">")[0].split(":")[-1] for part in route.split("<")[1:]}
