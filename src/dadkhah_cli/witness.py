"""`dadkhah witness`: watch other people's logs, and cosign what only grows."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from dadkhah.errors import PortTaken
from dadkhah.evidence.anchors.witnessing.witness import Witness
from dadkhah.text.counted import counted
from dadkhah_network.witness_server import REQUESTS_A_MINUTE, WitnessServer

app = typer.Typer(no_args_is_help=True, help="Be a witness of other people's logs.")
Folder = Annotated[Path, typer.Argument(help="The witness's own folder: key and heads seen.")]


@app.command()
def create(
    folder: Folder,
    name: Annotated[str, typer.Option(help="Its name for ever, like witness.example/w1.")],
) -> None:
    """Make a witness with a key of its own, and show its key line."""
    witness = Witness.create(folder, name)
    typer.echo(f"Made a witness in {folder}. Never copy its key to another place.")
    typer.echo(f"Its key line, for whoever asks it:\n{witness.vkey.text}")


@app.command()
def know(
    folder: Folder,
    vkey: Annotated[str, typer.Argument(help="The log's key line: `dadkhah vault trust list`.")],
) -> None:
    """Watch one more log. Compare its fingerprint with the one its keeper reads to you."""
    key = Witness.load(folder).know(vkey)
    typer.echo(f"Watches {key.name} from now on. Key fingerprint: {key.fingerprint}")


@app.command("list")
def show(folder: Folder) -> None:
    """Show the witness's key line, the logs it watches and the last head of each."""
    witness = Witness.load(folder)
    typer.echo(witness.vkey.text)
    for name, key in witness.logs().items():
        head = witness.last_head(key)
        typer.echo(f"{name}: {f'head of {head.size}' if head else 'nothing seen yet'}")


@app.command()
def serve(
    folder: Folder,
    *,
    bind: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen at.")] = 8090,
    a_minute: Annotated[
        int, typer.Option(help="Requests taken from one address in a minute.")
    ] = REQUESTS_A_MINUTE,
) -> None:
    """Answer requests for cosignatures until Ctrl-C; a line for each goes to the terminal.

    It speaks plain HTTP: put a proxy with TLS before it where it is asked over a network.
    """
    witness = Witness.load(folder)
    typer.echo(f"{witness.vkey.text}\nWatches {counted(len(witness.logs()), 'log')}.")
    try:
        server = WitnessServer((bind, port), witness, say=typer.echo, a_minute=a_minute)
    except OSError as error:
        raise PortTaken(f"Nothing can listen at {bind}:{port}: {error.strerror}.") from None
    with server:
        typer.echo(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} http://{bind}:{server.server_port}/")
        server.serve_forever()
