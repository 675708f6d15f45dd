"""`dadkhah case`: whole cases in and out as folders and bundles; files into a case."""

import typer

from dadkhah_cli.case import in_and_out, receiving

app = typer.Typer(no_args_is_help=True, help="Bring whole cases in and out, and files into them.")
app.command()(in_and_out.new)
app.command("import")(in_and_out.import_)
app.command()(receiving.receive)
app.command()(in_and_out.export)
app.command("list")(in_and_out.list_)
app.command()(in_and_out.show)
app.command()(in_and_out.bundle)
app.command()(in_and_out.reindex)
