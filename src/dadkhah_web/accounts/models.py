"""A user is a code. The log, the tables and the screen never need a name."""

import secrets
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models

from dadkhah.text.folding import fold

CODE_PATTERN = r"^U-[0-9a-z-]{2,40}$"
# One word in any script: letters, marks and digits, full stops, hyphens and low lines between them.
HANDLE_PATTERN = r"^\w[\w.\-\u200c]{0,39}$"


def new_code() -> str:
    """Return a code that says nothing about anybody: `U-7f3a91`."""
    return f"U-{secrets.token_hex(3)}"


class UserManager(BaseUserManager["User"]):
    """Creates users."""

    def create_user(
        self, password: str | None = None, *, code: str = "", handle: str = ""
    ) -> "User":
        """Create a user with a code, drawn at random unless given. No e-mail, no name.

        Without a handle one signs in with the code. A handle is kept folded: whichever keyboard
        writes its ی and ک, it is the same word.
        """
        code = code or new_code()
        user = self.model(code=code, handle=fold(handle.strip()) or code.lower())
        user.set_password(password)
        user.full_clean()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who may sign in. Who that is, is written down elsewhere, or nowhere."""

    code = models.CharField(max_length=42, unique=True, validators=[RegexValidator(CODE_PATTERN)])
    # The word one signs in with. It may be made up; it is on no record and in no log.
    handle = models.CharField(
        max_length=42, unique=True, validators=[RegexValidator(HANDLE_PATTERN)]
    )
    language = models.CharField(max_length=2, blank=True)
    calendar = models.CharField(max_length=16, blank=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "code"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.code


class ApiToken(models.Model):
    """A key by which a program works as its user. Only its SHA-256 is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user}: {self.name}"
