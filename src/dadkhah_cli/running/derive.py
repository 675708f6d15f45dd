"""`dadkhah derive`: look into evidence: texts, metadata, credentials, the files inside."""

from typing import Annotated

import typer

from dadkhah.text.counted import counted
from dadkhah_cli import site
from dadkhah_cli.options import Actor, Home, Passphrase, show_progress
from dadkhah_cli.vault.unlocking import IdentityFile, unlocked

app = typer.Typer()


@app.command()
def derive(
    case: Annotated[str, typer.Argument(help="The case, as `dadkhah case list` shows it.")],
    items: Annotated[
        list[str] | None, typer.Argument(help="Items, as I-0001; without, all that wait.")
    ] = None,
    *,
    identity: IdentityFile = None,
    passphrase: Passphrase = "",
    actor: Actor = "",
    home: Home = None,
) -> None:
    """Read what evidence says, in a box: its text, metadata, credentials, the files inside.

    Originals are not touched. What a newer tool reads stands beside what an older one read. The
    same command goes on where it was stopped. DADKHAH_ENGINE lets a cluster do it.
    """
    site.use_home(home)
    owner = site.Owner(case, site.acting(actor))
    opened = unlocked(site.open_vault(), passphrase, identity)
    done, problems = site.derive(owner, items or (), identity=opened, progress=show_progress)
    typer.echo(f"{case}: {counted(done, 'item')} looked into without a problem.")
    for problem in problems:
        typer.echo(f"  {problem}")
