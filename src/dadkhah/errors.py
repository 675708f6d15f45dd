"""Every error raised on purpose: what happened, to what, and what to do next.

Families say who must act. `code` is stable: messages may be translated, codes never change.
Raise with a full sentence a person can use. A class docstring is its entry in the manual:
first line what happened, then what to do.
"""

from collections.abc import Sequence
from typing import ClassVar


class DadkhahError(Exception):
    """The root of all errors raised on purpose."""

    code: ClassVar[str] = "dadkhah"
    exit_code: ClassVar[int] = 1


# --- the person at the screen -------------------------------------------------------------


class InputError(DadkhahError):
    """What was given cannot be used."""

    code = "input"
    exit_code = 2


class DateNotUnderstood(InputError):
    """A date could not be read.

    Write it as on the source, with its calendar: `2022-02-09`, `1400-11-20` with calendar
    `solar-hijri`, or `۲۰ دلو ۱۴۰۰`. Nothing is guessed.
    """

    code = "date-not-understood"

    def __init__(self, reason: str, examples: str) -> None:
        self.reason = reason
        """Why, without the examples, for a list in which many dates are refused."""
        super().__init__(f"{reason} {examples}")


class YamlRefused(InputError):
    """A YAML file is malformed, or says something a reader could misunderstand.

    The message names file and line. Repeated keys, anchors, aliases, tags and second documents
    are refused; every value is read as the text that was written.
    """

    code = "yaml-refused"


class SettingRefused(InputError):
    """A setting is unknown, not text, or not one of its values.

    The message names it. The settings are listed in the manual and in the administrator's guide.
    """

    code = "setting-refused"


class ActorMissing(InputError):
    """Nobody is named for a change that goes into the custody log.

    Set DADKHAH_ACTOR, or give `--actor`, with the code of who is working, such as `U-7f3a`.
    """

    code = "actor-missing"


class CaseNotFound(InputError):
    """No case has this name.

    `dadkhah case list` shows the cases there are.
    """

    code = "case-not-found"


class CaseNotNamed(InputError):
    """A command needs one case, and was given none or two.

    Give the name of a case, or `--case-folder PATH`, and not both.
    """

    code = "case-not-named"


class CaseExists(InputError):
    """A case of this name exists already.

    Import with `--update` to revise what changed, or give the new case another slug.
    """

    code = "case-exists"


class RecordNotFound(InputError):
    """The case has no record of this name.

    A record is named by its kind and its id: `act/A-0001`, `person/P-akhundzada`.
    """

    code = "record-not-found"


class RecordsRefused(InputError):
    """Records of a case do not fit together; nothing was written.

    The message lists each record and what is wrong with it.
    """

    code = "records-refused"


class ItemsNotReceived(InputError):
    """Evidence files of a case could not be sealed into the vault; no record was written.

    The message names each file. Files that were sealed stay sealed; correct the others and import
    again: it goes on from there.
    """

    code = "items-not-received"


class FilingNotOfCase(InputError):
    """A filing to be bundled cannot be read, or cites what the case does not have.

    The message names the file. Draft the filing again from the case as it is now.
    """

    code = "filing-not-of-case"


class RecordForgotten(InputError):
    """A case folder brings back a record that was forgotten; nothing was imported.

    Take its row out of the folder. To bring it back on purpose, name it with `--bring-back`.
    """

    code = "record-forgotten"


class RecordCited(InputError):
    """A record cannot be forgotten while others rest on it.

    The message lists them. Forget them in the same command, or change them first.
    """

    code = "record-cited"


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


class WrongPassphrase(InputError):
    """No key of this vault opens with this passphrase.

    Mind capitals and the keyboard's language. Nothing was changed; try again as often as needed.
    """

    code = "wrong-passphrase"


class StorageRefused(DadkhahError):
    """The system refused to read or write a file or folder.

    The message names it. Mostly the disk is full or read-only, a folder on the way is not there, or
    it belongs to somebody else. What was acknowledged before is safe; run the command again.
    """

    code = "storage-refused"


class DatabaseRefused(DadkhahError):
    """The database could not be opened, read or written.

    Mostly the disk is full or read-only, another command is writing, or the server of
    DADKHAH_DATABASE does not answer. What was not acknowledged was not saved: run it again.
    """

    code = "database-refused"


class OutputExists(InputError):
    """There is something already at the place where a file should be written.

    Choose another name: nothing is written over.
    """

    code = "output-exists"


class SourceNotACode(InputError):
    """A source was named by what is no code.

    Give the code of who gave the files, such as `S-014`; never a name: it goes into the log.
    """

    code = "source-not-a-code"


class ReceptionInterrupted(DadkhahError):
    """A reception stopped before its end; what was acknowledged is safe.

    Run the same command again: it goes on where it stopped and logs nothing twice.
    """

    code = "reception-interrupted"


# --- a lawyer -----------------------------------------------------------------------------


class LawError(DadkhahError):
    """A file of the law is wrong; the message names file and line."""

    code = "law"


class LawFileRefused(LawError):
    """A file of the law cannot be read as one.

    The message names file and line; `docs/formats/law.md` lists the fields of each kind of file.
    """

    code = "law-file-refused"


class UnknownLawReference(LawError):
    """A crime, element, mode, article or code is not in the law.

    Correct the identifier; `dadkhah law show` lists what there is.
    """

    code = "unknown-law-reference"


class NotChargeable(LawError):
    """A term was used as a charge that is not a crime of the Statute.

    The message says why, and where the term belongs instead.
    """

    code = "not-chargeable"


class WorkedCaseWrong(LawError):
    """A worked case of the law does not come out as it says.

    Correct the case, or the law or the code that it tests; the message names what differs.
    """

    code = "worked-case-wrong"


# --- the custodian: stop and look ---------------------------------------------------------


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


# --- an analyst ---------------------------------------------------------------------------


class QualificationError(DadkhahError):
    """A qualification cannot be drawn from what was given."""

    code = "qualification"


class FindingWithoutEvidence(QualificationError):
    """A finding concludes something, and nothing carries it.

    Name the propositions it rests on, each with a passage; or leave the element `open`:
    absence of evidence is open, never not met.
    """

    code = "finding-without-evidence"


class FindingAgainstItsEvidence(QualificationError):
    """A finding says "met", and every passage it rests on says otherwise.

    Cite a passage that supports the proposition, or conclude `disputed`, `open` or `not met`.
    """

    code = "finding-against-its-evidence"


class UnknownRecord(QualificationError):
    """A finding, proposition or charge names a record that the case does not have.

    Correct the identifier, or add the record.
    """

    code = "unknown-record"


class OutsideJurisdiction(QualificationError):
    """A fact or a charge lies before the Court's jurisdiction begins.

    Leave it out of what is charged. Earlier events may be told as context, in passages.
    """

    code = "outside-jurisdiction"


class ModeNotAvailable(QualificationError):
    """The mode of liability cannot be used for this crime.

    Choose another mode; the message names those that come near.
    """

    code = "mode-not-available"


class ChargedThroughAnotherCrime(QualificationError):
    """What is charged has no paragraph of its own in the Statute.

    Charge the crime that the message names and describe the form in its facts.
    """

    code = "charged-through-another-crime"


class GroundNotListed(QualificationError):
    """A charge or a finding names a ground that its crime or its element does not know.

    Use a ground listed for the crime; crimes without grounds take none. A finding names one only
    on an element whose answer depends on it (`by: ground` in the file of the crime).
    """

    code = "ground-not-listed"


class StandardOfTheCourt(QualificationError):
    """A conclusion was asked under a standard that only a court may apply, or none knows.

    Ask for `reasonable-basis`, `reasonable-grounds` or `substantial-grounds`.
    """

    code = "standard-of-the-court"


class RespondentNotAPerson(QualificationError):
    """A charge is brought against an institution or a group.

    The Court tries natural persons only (Rome Statute, Article 25(1)): charge an individual.
    """

    code = "respondent-not-a-person"


# --- the drafter of a filing --------------------------------------------------------------


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


# --- both sides of an exchange ------------------------------------------------------------


class ExchangeError(DadkhahError):
    """A case folder or a bundle cannot be read or written."""

    code = "exchange"


class CaseFolderInvalid(ExchangeError):
    """A case folder has problems, and nothing was read from it.

    Correct every line of the list, which names file, row as a spreadsheet shows it, field and
    reason, and read the folder again.
    """

    code = "case-folder-invalid"

    def __init__(self, folder: str, problems: Sequence[object]) -> None:
        self.problems = tuple(problems)
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"{folder} has {count}; nothing was read:\n{lines}")


class CaseFolderNotWritten(ExchangeError):
    """A case cannot be written as a case folder, and nothing was written.

    The message names the folder or the record. Choose a folder that is empty or not there yet,
    or correct the record.
    """

    code = "case-folder-not-written"


class WithholdingNotUnderstood(ExchangeError):
    """What is to be withheld could not be found in the case.

    Name a record (`act/A-0001`), a field of it (`act/A-0001:summary`), or a field of every record
    of a kind (`act:summary`). The message lists what was not found. Nothing was written.
    """

    code = "withholding-not-understood"
    exit_code = 2


class BundleIncomplete(ExchangeError):
    """Something the bundle must show is in no custody log, or cannot be opened.

    The message lists each. Receive the items and save the records again, so that the log has
    their entries, or withhold them.
    """

    code = "bundle-incomplete"


class BundleExists(ExchangeError):
    """There is something at the place where the bundle should be written.

    Choose another place: a bundle is never written over another.
    """

    code = "bundle-exists"
    exit_code = 2


class WithheldValueFound(ExchangeError):
    """What is withheld is still in the bundle, so nothing was released.

    The message lists file and field. Leave the filing out or redraft it, or withhold the other
    place too.
    """

    code = "withheld-value-found"

    def __init__(self, found: Sequence[object]) -> None:
        self.found = tuple(found)
        lines = "\n".join(f"  {leak}" for leak in self.found)
        super().__init__(f"Withheld, and still in the bundle; nothing was released:\n{lines}")
