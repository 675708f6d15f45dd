"""The case a command is about: a folder, read without a database, or a name in the database."""

from pathlib import Path

from dadkhah.errors import CaseNotNamed
from dadkhah.exchange.casefolder import read_case_folder
from dadkhah.records.case import CaseRecords
from dadkhah_cli import site


def chosen_case(slug: str, folder: Path | None, home: Path | None) -> CaseRecords:
    """Return the case in `folder`, or the one called `slug` in `home`; exactly one must be given.

    Only the second enters Django, so that a case folder is read quickly and anywhere.
    """
    if bool(slug) == (folder is not None):
        raise CaseNotNamed(
            "Name one case: either a case of the database, as `dadkhah case list` shows it, or a "
            "folder with --case-folder PATH."
        )
    if folder is not None:
        return read_case_folder(folder)
    site.use_home(home)
    return site.load_case(slug)
