"""A user is a code. The log, the tables and the screen never need a name."""

import secrets
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models

CODE_PATTERN = r"^U-[0-9a-z-]{2,40}$"


def new_code() -> str:
    """Return a code that says nothing about anybody: `U-7f3a91`."""
    return f"U-{secrets.token_hex(3)}"


class UserManager(BaseUserManager["User"]):
    """Creates users."""

    def create_user(self, password: str | None = None, *, code: str = "") -> "User":
        """Create a user with a code, drawn at random unless given. No e-mail, no name."""
        user = self.model(code=code or new_code())
        user.set_password(password)
        user.full_clean()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who may sign in. Who that is, is written down elsewhere, or nowhere."""

    code = models.CharField(max_length=42, unique=True, validators=[RegexValidator(CODE_PATTERN)])
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "code"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.code
