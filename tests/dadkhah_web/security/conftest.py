"""The site with the small case in it."""

import pytest


@pytest.fixture
def site(imported, settings):
    """The house of the imported case, as the home of the site."""
    settings.DADKHAH_HOME = imported.vault.home
    return imported
