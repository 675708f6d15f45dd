"""The law, and small cases written as worked cases are."""

import pytest

from dadkhah.law import load_law
from dadkhah.qualification.worked_cases import read_worked_case


@pytest.fixture(scope="session")
def law():
    return load_law()


@pytest.fixture(scope="session")
def worked(law):
    """Read a worked case from its lines below the title."""
    return lambda text: read_worked_case(f"title: t\nwhy: w\n{text}", "test.yaml", law)


@pytest.fixture(scope="session")
def records(worked):
    """Read the records of a worked case; its expectations do not matter."""
    refused = "\nrefused: {code: whatever}\n"
    return lambda text: worked(text + refused).records
