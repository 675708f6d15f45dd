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
