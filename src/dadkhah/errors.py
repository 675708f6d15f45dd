"""Every error raised on purpose: what happened, to what, and what to do next.

Families say who must act. `code` is stable: messages may be translated, codes never change.
Raise with a full sentence a person can use. A class docstring is its entry in the manual:
first line what happened, then what to do.
"""

from typing import ClassVar


class DadkhahError(Exception):
    """The root of all errors raised on purpose."""

    code: ClassVar[str] = "dadkhah"
    exit_code: ClassVar[int] = 1


# --- the person at the screen -------------------------------------------------------------


class InputError(DadkhahError):
    """What was given cannot be used."""

    code = "input"
    exit_code = 2


class DateNotUnderstood(InputError):
    """A date could not be read.

    Write it as on the source, with its calendar: `2022-02-09`, `1400-11-20` with calendar
    `solar-hijri`, or `۲۰ دلو ۱۴۰۰`. Nothing is guessed.
    """

    code = "date-not-understood"


# --- a lawyer -----------------------------------------------------------------------------


class LawError(DadkhahError):
    """A file of the law is wrong; the message names file and line."""

    code = "law"


# --- the custodian: stop and look ---------------------------------------------------------


class CustodyError(DadkhahError):
    """The vault or the custody log is not as it should be. Stop and look."""

    code = "custody"
    exit_code = 3


# --- an analyst ---------------------------------------------------------------------------


class QualificationError(DadkhahError):
    """A qualification cannot be drawn from what was given."""

    code = "qualification"


# --- the drafter of a filing --------------------------------------------------------------


class FilingError(DadkhahError):
    """A filing cannot be made as asked."""

    code = "filing"


class UncitedFact(FilingError):
    """A sentence of fact has no citation.

    Cite at least one passage, or mark the sentence as law, method or request.
    """

    code = "uncited-fact"


# --- both sides of an exchange ------------------------------------------------------------


class ExchangeError(DadkhahError):
    """A case folder or a bundle cannot be read or written."""

    code = "exchange"
