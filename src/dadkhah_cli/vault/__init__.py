"""`dadkhah vault`: make it, receive into it, check it, and prove what is in it."""

import typer

from dadkhah_cli.vault import anchoring, copying, custody, disposal, items, keys, trust

app = typer.Typer(no_args_is_help=True, help="The sealed evidence and its custody log.")
app.command()(custody.create)
app.command()(custody.receive)
app.command()(custody.verify)
app.command()(custody.head)
app.command("log")(items.show_log)
app.command()(items.prove)
app.command("open")(items.open_item)
app.command("start-device")(custody.start_device)
app.command()(items.reindex)
app.command()(copying.copy)
app.command("check-copy")(copying.check)
app.command()(copying.repair)
app.command()(disposal.dispose)
app.add_typer(keys.app, name="key")
app.command()(anchoring.anchor)
app.add_typer(trust.app, name="trust")
