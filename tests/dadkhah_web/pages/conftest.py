"""A site with the small case in it, and people with one role each who have signed in."""

from collections.abc import Callable

import pytest
from django.test import Client

from dadkhah_web.cases.roles import Role
from people import person


@pytest.fixture
def site(imported, settings):
    """The house of the imported case, as the home of the site."""
    settings.DADKHAH_HOME = imported.vault.home
    return imported


@pytest.fixture
def signed_in(site) -> Callable[..., Client]:
    """Return a browser of somebody with these roles: `signed_in("analyst")`."""

    def sign_in(*roles: str, handle: str = "") -> Client:
        client = Client()
        client.force_login(person(handle or "-".join(roles) or "stranger", *map(Role, roles)))
        return client

    return sign_in
