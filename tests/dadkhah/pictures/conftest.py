import pytest

from dadkhah.dates import read_date
from dadkhah.law import load_law
from dadkhah.records.case import CaseInfo, CaseRecords
from dadkhah.records.events import Act
from dadkhah.records.restrictions import Restriction

INFO = CaseInfo("one", "One", "", "", "", ("en",), (), ())


def an_act(code="A-0001", date="2022-02-09", places=("AF-KAB",), **more):
    return Act(code, "E-0001", more.pop("type", "lib.hijab"), read_date(date), places, "x", **more)


def a_restriction(code="afg-r-001", date="2022", areas=("work",), scope=("national",), **more):
    return Restriction(
        *(code, "A ban", read_date(date), "The ministry", more.pop("issuers", ("pvpv",))),
        *("letter", "letter", areas, scope, "women_and_girls", "high"),
        **more,
    )


def a_case(*records, **more):
    return CaseRecords(
        INFO,
        acts=tuple(r for r in records if isinstance(r, Act)),
        restrictions=tuple(r for r in records if isinstance(r, Restriction)),
        **more,
    )


@pytest.fixture(scope="session")
def law():
    return load_law()


@pytest.fixture(scope="session", name="an_act")
def make_act():
    return an_act


@pytest.fixture(scope="session", name="a_restriction")
def make_restriction():
    return a_restriction


@pytest.fixture(scope="session", name="a_case")
def make_case():
    return a_case
