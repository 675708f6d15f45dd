"""What goes wrong between a browser and the vault."""

from dadkhah.errors.screen import InputError


class UploadRefused(InputError):
    """A file could not be taken on its way from the browser.

    The message says why. Choose the file again; what was received before is safe.
    """

    code = "upload-refused"


class PassageRefused(InputError):
    """A passage could not be kept: its words, region or time were not found in the item.

    The message says what is missing. Copy the words as they stand, or mark the place again.
    """

    code = "passage-refused"

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)
