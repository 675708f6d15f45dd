"""What the drafter of a filing puts right."""

from dadkhah.errors.root import DadkhahError


class FilingError(DadkhahError):
    """A filing cannot be made as asked."""

    code = "filing"


class UncitedFact(FilingError):
    """A sentence of fact has no citation.

    Cite at least one passage, or mark the sentence as law, method or request.
    """

    code = "uncited-fact"


class CitationNotFound(FilingError):
    """A sentence cites a passage that is not in the case.

    Correct the passage identifier in the draft, or record the passage first.
    """

    code = "citation-not-found"


class DraftInvalid(FilingError):
    """A draft under `filings/` is not written as docs/formats/filing-drafts.md says.

    The message names the file, the line and what was expected there.
    """

    code = "draft-invalid"
    exit_code = 2


class FormatNotKnown(FilingError):
    """A filing was asked for in a format that is not written.

    Ask for any of `pdf`, `docx`, `html`, `json`, separated by commas.
    """

    code = "format-not-known"
    exit_code = 2


class NotForPublic(FilingError):
    """A public letter would show an item that is sealed or restricted.

    Cite a public item instead, or take the sentence out; the message lists each one.
    """

    code = "not-for-public"


class FilingNotReady(FilingError):
    """A filing may not be approved, sealed or handed over yet.

    The message names each gate that is closed, or how many approvals are missing.
    """

    code = "filing-not-ready"


class DisclosureNotReady(FilingError):
    """A set of items may not leave yet, or not any more.

    The message names what is missing: an approval, a consent, another tier, a redacted copy.
    """

    code = "disclosure-not-ready"
