"""Programs with a token, each of a person with some roles in the small case."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dadkhah_web.accounts.models import User
from dadkhah_web.accounts.tokens import make_token
from dadkhah_web.cases.roles import Role
from people import person


@dataclass
class Program:
    """A client without cookies that sends a token and speaks JSON."""

    user: User
    token: str

    def __call__(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        sent = getattr(Client(), method.lower())
        options: dict[str, Any] = {"headers": {"authorization": f"Bearer {self.token}"}, **more}
        if method != "GET" and "content_type" not in options and not more.get("multipart"):
            options["content_type"] = "application/json"
        options.pop("multipart", None)
        return sent(f"/api/v1/{path}", body if body is not None else {}, **options)


@pytest.fixture
def site(imported, settings):
    settings.DADKHAH_HOME = imported.vault.home
    return imported


@pytest.fixture
def program(site) -> Callable[..., Program]:
    """Return a program of somebody with these roles: `program("analyst")`."""

    def make(*roles: str, handle: str = "") -> Program:
        user = person(handle or "-".join(roles) or "stranger", *map(Role, roles))
        return Program(user, make_token(user, "a program", at=timezone.now()))

    return make
