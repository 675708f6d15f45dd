"""Who may read the words of an item and open its bytes."""

import pytest

from dadkhah_web.cases.roles import Role
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.evidence.openness import openness, unreadable_items
from people import access, person

EVERYBODY = tuple(Role)
OPENERS = tuple(role for role in Role if role is not Role.READER)
TRUSTED = (Role.CUSTODIAN, Role.INVESTIGATOR, Role.LAWYER)


@pytest.mark.parametrize(
    ("sensitivity", "readers", "openers"),
    [
        ("public", EVERYBODY, OPENERS),
        ("restricted", OPENERS, OPENERS),
        ("sealed", TRUSTED, TRUSTED),
        ("a word nobody knows", TRUSTED, TRUSTED),
    ],
)
def test_words_and_bytes_are_for_these_roles(imported, sensitivity, readers, openers):
    for role in Role:
        found = openness(access(person(role, role)), sensitivity)

        assert found.may_read == (role in readers), role
        assert found.may_open == (role in openers), role


def test_several_roles_open_what_any_of_them_opens(imported):
    both = access(person("both", Role.READER, Role.LAWYER))

    assert openness(both, "sealed").may_open


@pytest.mark.parametrize(("role", "count"), [(Role.READER, 2), (Role.ANALYST, 1), (Role.LAWYER, 0)])
def test_what_may_not_be_read_is_known_to_the_search(imported, role, count):
    first, second = EvidenceItem.objects.all()
    EvidenceItem.objects.filter(pk=first.pk).update(sensitivity="sealed")
    EvidenceItem.objects.filter(pk=second.pk).update(sensitivity="restricted")

    assert unreadable_items(access(person("somebody", role))).count() == count
