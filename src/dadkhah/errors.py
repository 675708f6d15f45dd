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


class YamlRefused(InputError):
    """A YAML file is malformed, or says something a reader could misunderstand.

    The message names file and line. Repeated keys, anchors, aliases, tags and second documents
    are refused; every value is read as the text that was written.
    """

    code = "yaml-refused"


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


class FindingWithoutEvidence(QualificationError):
    """A finding concludes something, and nothing carries it.

    Name the propositions it rests on, each with a passage; or leave the element `open`:
    absence of evidence is open, never not met.
    """

    code = "finding-without-evidence"


class FindingAgainstItsEvidence(QualificationError):
    """A finding says "met", and every passage it rests on says otherwise.

    Cite a passage that supports the proposition, or conclude `disputed`, `open` or `not met`.
    """

    code = "finding-against-its-evidence"


class UnknownRecord(QualificationError):
    """A finding, proposition or charge names a record that the case does not have.

    Correct the identifier, or add the record.
    """

    code = "unknown-record"


class OutsideJurisdiction(QualificationError):
    """A fact or a charge lies before the Court's jurisdiction begins.

    Leave it out of what is charged. Earlier events may be told as context, in passages.
    """

    code = "outside-jurisdiction"


class ModeNotAvailable(QualificationError):
    """The mode of liability cannot be used for this crime.

    Choose another mode; the message names those that come near.
    """

    code = "mode-not-available"


class ChargedThroughAnotherCrime(QualificationError):
    """What is charged has no paragraph of its own in the Statute.

    Charge the crime that the message names and describe the form in its facts.
    """

    code = "charged-through-another-crime"


class GroundNotListed(QualificationError):
    """A charge names a ground that its crime does not know.

    Use a ground listed for the crime; crimes without grounds take none.
    """

    code = "ground-not-listed"


class StandardOfTheCourt(QualificationError):
    """A conclusion was asked under a standard that only a court may apply, or none knows.

    Ask for `reasonable-basis`, `reasonable-grounds` or `substantial-grounds`.
    """

    code = "standard-of-the-court"


class RespondentNotAPerson(QualificationError):
    """A charge is brought against an institution or a group.

    The Court tries natural persons only (Rome Statute, Article 25(1)): charge an individual.
    """

    code = "respondent-not-a-person"


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
