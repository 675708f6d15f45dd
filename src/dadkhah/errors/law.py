"""What a lawyer puts right; the message names file and line."""

from dadkhah.errors.root import DadkhahError


class LawError(DadkhahError):
    """A file of the law is wrong; the message names file and line."""

    code = "law"


class LawFileRefused(LawError):
    """A file of the law cannot be read as one.

    The message names file and line; `docs/formats/law.md` lists the fields of each kind of file.
    """

    code = "law-file-refused"


class UnknownLawReference(LawError):
    """A crime, element, mode, article or code is not in the law.

    Correct the identifier; `dadkhah law show` lists what there is.
    """

    code = "unknown-law-reference"


class NotChargeable(LawError):
    """A term was used as a charge that is not a crime of the Statute.

    The message says why, and where the term belongs instead.
    """

    code = "not-chargeable"


class WorkedCaseWrong(LawError):
    """A worked case of the law does not come out as it says.

    Correct the case, or the law or the code that it tests; the message names what differs.
    """

    code = "worked-case-wrong"
