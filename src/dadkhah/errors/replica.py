"""What stands in the way of a copy, a repair or a disposal."""

from dadkhah.errors.custody import CustodyError
from dadkhah.errors.root import DadkhahError
from dadkhah.errors.screen import InputError


class CopyForked(CustodyError):
    """A copy holds another story of the same log than this vault.

    One of the two was edited, or the device's key was used twice. Nothing was written. Keep both as
    they are, compare their kept heads, and find out which one others have seen.
    """

    code = "copy-forked"


class CopyDamaged(CustodyError):
    """The head or the key of a log in a copy cannot be read.

    Nothing was written. `dadkhah vault check-copy` names everything that is wrong there, and
    `dadkhah vault copy --repair` mends it from this vault.
    """

    code = "copy-damaged"


class CopyOfAnother(InputError):
    """There is a copy of another vault where this one was to be copied, checked or mended from.

    Give another folder or another prefix. Nothing was written.
    """

    code = "copy-of-another"


class CopyMissing(InputError):
    """There is no copy of a vault at this place.

    Mind that the copy lies in the folder `vault` below what is named. `dadkhah vault copy` makes
    one.
    """

    code = "copy-missing"


class NotACopy(InputError):
    """An opening was to stay unlogged where it can be logged.

    Leave `--unlogged` out: it is for a copy of the vault on a machine that has no log in it.
    """

    code = "not-a-copy"


class CopyBusy(InputError):
    """Another run is writing into this copy.

    Wait until it is done, and run the command again.
    """

    code = "copy-busy"


class StoreRefused(DadkhahError):
    """A store for copies could not be reached, or refused to read or write.

    The message says what it answered. Check the address, the AWS_* settings and the rights of the
    key; then run the command again: it goes on where it stopped.
    """

    code = "store-refused"


class DisposalRefused(InputError):
    """An object cannot be disposed of like this.

    Two different custodians must agree, a reason must be given, and the vault must hold the object.
    Nothing was logged and nothing was destroyed.
    """

    code = "disposal-refused"
