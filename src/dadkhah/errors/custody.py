"""What makes a custodian stop and look."""

from dadkhah.errors.root import DadkhahError


class CustodyError(DadkhahError):
    """The vault or the custody log is not as it should be. Stop and look."""

    code = "custody"
    exit_code = 3


class DeviceKeyMissing(CustodyError):
    """This device has no signing key for the custody log, or its file cannot be read.

    Create the vault on this device, or start a new device log. Never copy the key of another one.
    """

    code = "device-key-missing"


class DisclosureMismatch(CustodyError):
    """A disclosure does not open the entry it was shown for.

    It was altered, belongs to another entry, or a field is disclosed twice. Ask for it again from
    whoever keeps the records; do not rely on the value.
    """

    code = "disclosure-mismatch"


class EntryNotReadable(CustodyError):
    """An entry of a custody log is not in the form its specification prescribes.

    Check the log with `dadkhah vault verify` and compare with another copy.
    """

    code = "entry-not-readable"


class LastHeadMissing(CustodyError):
    """The device no longer remembers the last head of its custody log that it signed.

    Without it nobody can tell whether the vault is an old copy. If the folder `device` was lost or
    restored, keep the vault as it is and start a new device log.
    """

    code = "last-head-missing"


class LogDamaged(CustodyError):
    """Files of a custody log are missing or do not fit its signed head.

    Stop. `dadkhah vault verify` lists what is wrong; restore those files from another copy.
    """

    code = "log-damaged"


class LogForked(CustodyError):
    """The custody log in the vault is not the one this device last signed.

    The vault was replaced by an edited copy, or the key was used on a second machine. Stop, keep
    both copies, compare their kept heads, and start a new device log. Nothing was written.
    """

    code = "log-forked"


class LogRolledBack(CustodyError):
    """The custody log in the vault is older than what this device remembers.

    Mostly an old backup of the vault was restored. Stop, look for the newer copy and put it back;
    if there is none, keep the old log as it is and start a new device log. Nothing was written.
    """

    code = "log-rolled-back"


class SignatureNotValid(CustodyError):
    """A signed head is malformed, or its signature was not made by the key it was checked with.

    Compare the key with one obtained from its owner by another way, and the head with another copy.
    """

    code = "signature-not-valid"


class ObjectDamaged(CustodyError):
    """A sealed object is missing, or its bytes are not those that were sealed.

    Stop. `dadkhah vault verify` lists every such object; restore them from another copy and keep
    the damaged file: it may tell what happened.
    """

    code = "object-damaged"


class VaultNotReadable(CustodyError):
    """A file that holds the vault together is missing or not in its form.

    The message names it. Restore that file from another copy of the vault.
    """

    code = "vault-not-readable"
