"""`dadkhah work`: do the long work of the site: verifying, reading, sealing."""

from typing import Annotated

import typer

from dadkhah_cli import site

app = typer.Typer()


@app.command()
def work(
    alone: Annotated[
        bool, typer.Option("--alone", help="No other worker serves this site.")
    ] = False,
    until_done: Annotated[
        bool, typer.Option("--until-done", help="End when nothing is left to do.")
    ] = False,
) -> None:
    """Do the long work of the site until stopped; `dadkhah serve` runs one by itself.

    What a worker left unfinished is taken up again: all of it with --alone, else what has shown no
    sign of life for five minutes.
    """
    site.work(is_alone=alone, until_done=until_done)
