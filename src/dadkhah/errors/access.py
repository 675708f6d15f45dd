"""What a person may not see or do, and what only an open vault can give."""

from dadkhah.errors.root import DadkhahError
from dadkhah.errors.screen import InputError


class NotVisible(DadkhahError):
    """There is nothing here that this person may see.

    It may not exist, or be closed to the person: the answer is the same on purpose. A custodian
    of the case can open a compartment or add somebody to the case.
    """

    code = "not-visible"


class NotAllowed(DadkhahError):
    """This person may see the case, but has no role in it that allows this.

    A custodian of the case can give the role.
    """

    code = "not-allowed"


class VaultLocked(DadkhahError):
    """An original can only be read once the person has opened the vault with the passphrase.

    Sign in again with the passphrase. Somebody without a key of the vault asks a custodian.
    """

    code = "vault-locked"


class RecordChanged(DadkhahError):
    """Somebody saved this record since it was opened here; nothing was written.

    What was typed is kept. Look at what changed, and save again over it.
    """

    code = "record-changed"


class CaseWithoutCustodian(InputError):
    """The last custodian of a case cannot leave it or give up the role; nothing was changed.

    Make somebody else a custodian of the case first.
    """

    code = "case-without-custodian"
