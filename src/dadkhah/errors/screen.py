"""What the person at the screen can put right."""

from dadkhah.errors.root import DadkhahError


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


class PassphraseMissing(InputError):
    """A passphrase is needed, and there is no terminal to ask for it on.

    Set DADKHAH_PASSPHRASE or give `--passphrase`; or run the command on a terminal.
    """

    code = "passphrase-missing"


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

    def __init__(self, message: str, reasons: tuple[tuple[str, str, str], ...] = ()) -> None:
        self.reasons = reasons
        """For each reason the record (`act/A-0001`), its field and the sentence."""
        super().__init__(message)


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


class PortTaken(InputError):
    """Another program listens on the port on which the site was to be served.

    Stop that program, or give another port: `dadkhah serve --port 8001`.
    """

    code = "port-taken"
