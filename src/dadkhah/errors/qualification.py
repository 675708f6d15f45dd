"""What an analyst puts right."""

from dadkhah.errors.root import DadkhahError


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
    """A charge or a finding names a ground that its crime or its element does not know.

    Use a ground listed for the crime; crimes without grounds take none. A finding names one only
    on an element whose answer depends on it (`by: ground` in the file of the crime).
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
