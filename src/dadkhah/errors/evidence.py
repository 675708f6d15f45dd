"""What goes wrong between a browser and the vault."""

from dadkhah.errors.screen import InputError


class UploadRefused(InputError):
    """A file could not be taken on its way from the browser.

    The message says why. Choose the file again; what was received before is safe.
    """

    code = "upload-refused"
