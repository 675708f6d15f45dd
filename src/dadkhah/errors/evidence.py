"""What goes wrong between a browser and the vault."""

from dadkhah.errors.screen import InputError


class UploadRefused(InputError):
    """A file could not be taken on its way from the browser.

    The message says why. Choose the file again; what was received before is safe.
    """

    code = "upload-refused"


class CorrectionRefused(InputError):
    """The text of an item is not a reading of its picture, so there is nothing to correct.

    What a file says itself stays as it is; write what you know of it into the note of the item.
    """

    code = "correction-refused"


class PassageRefused(InputError):
    """A passage could not be kept: its words, region or time were not found in the item.

    The message says what is missing. Copy the words as they stand, or mark the place again.
    """

    code = "passage-refused"

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)
