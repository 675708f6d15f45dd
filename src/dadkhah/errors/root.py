"""The root of every error raised on purpose."""

from typing import ClassVar


class DadkhahError(Exception):
    """The root of all errors raised on purpose."""

    code: ClassVar[str] = "dadkhah"
    exit_code: ClassVar[int] = 1
