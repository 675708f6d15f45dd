"""Read an archive into a home where nothing is yet."""

import json
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dadkhah.errors import BackupNotReadable, DadkhahError, OutputExists, VaultExists
from dadkhah.evidence.vault import Vault, VaultIdentity
from dadkhah_cli import site
from dadkhah_cli.archive import DATABASE, DESCRIPTION, FORMAT, SETTINGS, VAULT
from dadkhah_cli.archive.sealing import open_file

Unlock = Callable[[Vault], VaultIdentity]


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What an archive held, in a folder beside where it will be."""

    folder: Path
    made_at: str
    database: str


def restore_archive(file: Path, home: Path, unlock: Unlock) -> tuple[Vault, VaultIdentity, str]:
    """Put vault and records into `home`; return the vault, its secret, and when it was saved.

    Raises `VaultExists` and `OutputExists` where something is in the way, `BackupNotReadable`, and
    what `unlock` raises; the home is then as it was.
    """
    _refuse_occupied(home)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _unpacked(file, home) as found:
        identity = unlock(Vault.open(found.folder))
        if found.database:
            open_file(found.folder / DATABASE, found.folder / "database", identity)
            site.fill_database(found.database, found.folder / "database")
        if (found.folder / SETTINGS).exists():
            # Of another machine, perhaps: for somebody to compare, and never read.
            target = home / "dadkhah.toml.from-backup"
            target.unlink(missing_ok=True)
            open_file(found.folder / SETTINGS, target, identity)
        (found.folder / VAULT).rename(home / VAULT)
    vault = Vault.open(home)
    for number in range(256):
        (vault.objects.objects / f"{number:02x}").mkdir(parents=True, exist_ok=True)
    vault.objects.incoming.mkdir(exist_ok=True)
    return vault, identity, found.made_at


def _refuse_occupied(home: Path) -> None:
    if (home / VAULT).exists():
        raise VaultExists(
            f"There is a vault in {home} already, and nothing is restored over another. Give an "
            "empty folder with --home, or move the old one away as it is."
        )
    if (home / "case.db").exists():
        raise OutputExists(f"There are records in {home} already. Nothing was restored.")


@contextmanager
def _unpacked(file: Path, home: Path) -> Iterator[Unpacked]:
    folder = Path(tempfile.mkdtemp(dir=home, prefix="restoring-"))
    try:
        try:
            with tarfile.open(file, "r:") as tar:
                members = [one for one in tar.getmembers() if _is_ours(one)]
                tar.extractall(folder, members, filter="data")
        except (tarfile.TarError, EOFError) as error:
            raise _unreadable(file, str(error)) from None
        yield _described(file, folder)
    finally:
        shutil.rmtree(folder)


def _is_ours(member: tarfile.TarInfo) -> bool:
    named = member.name in (DESCRIPTION, DATABASE, SETTINGS)
    return member.isfile() and (named or member.name.startswith(f"{VAULT}/"))


def _described(file: Path, folder: Path) -> Unpacked:
    try:
        about = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
        form, made_at, database = about["format"], str(about["made_at"]), str(about["database"])
    except (OSError, ValueError, KeyError, TypeError):
        raise _unreadable(file, f"it has no {DESCRIPTION}") from None
    if form != FORMAT:
        raise _unreadable(file, f"it is '{form}', and this program reads '{FORMAT}'")
    if database and not (folder / DATABASE).is_file():
        raise _unreadable(file, "the records are missing in it")
    return Unpacked(folder, made_at, database)


def _unreadable(file: Path, why: str) -> DadkhahError:
    return BackupNotReadable(f"{file} cannot be restored: {why}. Nothing was changed.")
