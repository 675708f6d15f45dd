"""A user is a code and nothing else."""

import re

import pytest
from django.core.exceptions import ValidationError

from dadkhah_web.accounts.models import CODE_PATTERN, User


def test_a_user_is_given_a_code_that_says_nothing(db):
    user = User.objects.create_user("a passphrase of some length")

    assert re.fullmatch(CODE_PATTERN, str(user))
    assert user.check_password("a passphrase of some length")


@pytest.mark.parametrize("name", ["ahmad", "U-Ahmad Shah", "a@example.org"])
def test_a_name_or_an_address_is_no_code(db, name):
    with pytest.raises(ValidationError):
        User.objects.create_user(code=name)


def test_a_user_has_no_place_for_a_name_or_an_address():
    columns = {field.name for field in User._meta.get_fields()}

    assert columns.isdisjoint({"name", "first_name", "last_name", "email", "username"})


def test_the_word_one_signs_in_with_is_the_same_on_every_keyboard(db):
    assert User.objects.create_user(handle="علي").handle == "علی"
    with pytest.raises(ValidationError):
        User.objects.create_user(handle="على")
