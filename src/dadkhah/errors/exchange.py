"""What both sides of an exchange put right."""

from collections.abc import Sequence

from dadkhah.errors.root import DadkhahError


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


class UnfinishedLeft(ExchangeError):
    """A bundle or an export that was cut off left decrypted files beside where one should be.

    The message names the hidden folders. When no other command is writing there, remove them with
    the command it shows, and run yours again. Nothing was written.
    """

    code = "unfinished-left"


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
        super().__init__(
            f"Withheld, and still in the bundle; nothing was released:\n{lines}\n"
            "Withhold these as well, or change what they say."
        )


class LineageNotProven(ExchangeError):
    """That one item was made of another could not be proved from what is here.

    Ask the sender for the two disclosures "parent" and "relation" of the copy, and for the tiles
    of the log that received the original.
    """

    code = "lineage-not-proven"
