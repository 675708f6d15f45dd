"""`dadkhah backup`: the whole home as one file."""

from pathlib import Path
from typing import Annotated

import typer

from dadkhah.text.counted import counted
from dadkhah_cli import site
from dadkhah_cli.archive.writing import write_archive
from dadkhah_cli.options import Home
from dadkhah_cli.vault.unlocking import now

app = typer.Typer()


@app.command()
def backup(
    out: Annotated[
        Path, typer.Argument(help="The file to write, or the folder for one named by the time.")
    ],
    home: Home = None,
) -> None:
    """Write the sealed evidence, its logs and the records into one file, while others work on.

    It asks for no passphrase. Evidence and records in it are encrypted: any custodian's passphrase
    opens it again, and nothing else does. The signing key of this device is not in it.
    """
    site.use_home(home)
    vault, at = site.open_vault(), now()
    if out.is_dir():
        out /= f"dadkhah-{at:%Y-%m-%dT%H%M%SZ}.tar"
    sha256 = write_archive(vault, out, at=at)
    typer.echo(f"{out}: {counted(out.stat().st_size, 'byte')}\nSHA-256 {sha256}")
