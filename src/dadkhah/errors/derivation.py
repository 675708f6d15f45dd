"""What cannot be made of a file, and pinpoints that cannot be read."""

from dadkhah.errors.root import DadkhahError


class DerivationError(DadkhahError):
    """Something could not be derived from a file. The file itself is as it was."""

    code = "derivation"


class FileNotDerivable(DerivationError):
    """A file is damaged, locked with a password, too large, or not of the kind it was taken for.

    The original stays sealed and can be downloaded. `reason` says which it is.
    """

    code = "file-not-derivable"

    def __init__(self, reason: str, message: str) -> None:
        self.reason = reason
        super().__init__(message)


class SelectorNotUnderstood(DerivationError):
    """A time, region or page of a passage is not written as a media fragment.

    Write `t=10,20` (seconds), `xywh=percent:10,10,20,20` or `page=3`, as
    docs/formats/passage-selectors.md says.
    """

    code = "selector-not-understood"
    exit_code = 2


class MarksNotUnderstood(DerivationError):
    """The marks of what a copy is to hide cannot be read, so no copy was made.

    Make the marks anew on the page of the item.
    """

    code = "marks-not-understood"
    exit_code = 2


class RedactionRefused(DerivationError):
    """A redacted copy was not sealed: the check found what it should hide, or it is not there now.

    Nothing went into the vault. Change the marks, make the copy again, and look at it.
    """

    code = "redaction-refused"
