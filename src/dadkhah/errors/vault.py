"""What the person at the vault can put right."""

from dadkhah.errors.root import DadkhahError
from dadkhah.errors.screen import InputError


class EntryTooLarge(InputError):
    """An entry of the custody log would be longer than 65,535 bytes.

    Shorten the longest field, or keep its content as a file in the vault and name the file here.
    """

    code = "entry-too-large"


class FieldNotText(InputError):
    """A field for the custody log is not text that can be written in UTF-8.

    The message names the field. Mostly it is a file name in an old encoding: rename the file.
    """

    code = "field-not-text"


class KeyNotReadable(InputError):
    """A public key of a log cannot be used.

    Copy the whole line again: a name, a plus sign, eight hex digits, a plus sign, base64.
    """

    code = "key-not-readable"


class LogBusy(InputError):
    """Another program is writing to the custody log of this device.

    Wait until it is done, or end the program that the message names. Nothing was written.
    """

    code = "log-busy"


class LogExists(InputError):
    """There is already a custody log, or a signing key, where a new one was to be made.

    Open the existing one. To start anew on purpose, put the old key aside first.
    """

    code = "log-exists"


class AgeKeyNotReadable(InputError):
    """An age recipient or identity cannot be read.

    Copy the whole line again: `age1...` for a recipient, `AGE-SECRET-KEY-1...` for an identity.
    """

    code = "age-key-not-readable"


class CustodianUnknown(InputError):
    """No key of this vault is wrapped to this custodian.

    `dadkhah vault key list` shows the custodians there are.
    """

    code = "custodian-unknown"


class CustodianExists(InputError):
    """This custodian has a key of the vault already.

    Remove the old one first, or choose another name for the second key of the same person.
    """

    code = "custodian-exists"


class LastCustodian(InputError):
    """The last key of a vault cannot be removed: nobody could open it any more.

    Add another custodian first.
    """

    code = "last-custodian"


class ItemNotFound(InputError):
    """The vault holds nothing by this name.

    Give the SHA-256 of the file as received, the name of the object, or the path it was received
    as. `dadkhah vault log` lists them.
    """

    code = "item-not-found"


class NotACustodian(InputError):
    """What was given does not open this vault.

    `dadkhah vault key list` shows who holds a key: ask one of them to add you.
    """

    code = "not-a-custodian"


class VaultExists(InputError):
    """There is a vault in this folder already.

    Use it, or give another folder with `--home`.
    """

    code = "vault-exists"


class VaultMissing(InputError):
    """There is no vault in this folder.

    Make one with `dadkhah vault create`, or name its folder with `--home` or DADKHAH_HOME.
    """

    code = "vault-missing"


class WeakPassphrase(InputError):
    """A new passphrase is shorter than 12 characters.

    Whoever copies the vault can try passphrases for years. Take four words or more that dice or a
    page opened at random choose, and write them on paper that lies elsewhere.
    """

    code = "weak-passphrase"


class WrongPassphrase(InputError):
    """No key of this vault opens with this passphrase.

    Mind capitals and the keyboard's language. Nothing was changed; try again as often as needed.
    """

    code = "wrong-passphrase"


class BackupNotReadable(InputError):
    """A file cannot be restored: it is no backup, is cut off, or does not fit what is set here.

    The message says which. Nothing was changed. Try another backup; compare the SHA-256 that was
    printed when it was made.
    """

    code = "backup-not-readable"


class StorageRefused(DadkhahError):
    """The system refused to read or write a file or folder.

    The message names it. Mostly the disk is full or read-only, a folder on the way is not there, or
    it belongs to somebody else. What was acknowledged before is safe; run the command again.
    """

    code = "storage-refused"


class DatabaseRefused(DadkhahError):
    """The database could not be opened, read or written.

    Mostly the disk is full or read-only, another command is writing, or the server of
    DADKHAH_DATABASE does not answer. What was not acknowledged was not saved: run it again. When
    the file is damaged, the message says so: restore a copy of it.
    """

    code = "database-refused"


class ReceptionInterrupted(DadkhahError):
    """A reception stopped before its end; what was acknowledged is safe.

    Run the same command again: it goes on where it stopped and logs nothing twice.
    """

    code = "reception-interrupted"
