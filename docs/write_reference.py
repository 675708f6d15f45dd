"""Write docs/reference/ from the code: commands, settings and errors cannot go stale."""

import inspect
from collections.abc import Iterator
from pathlib import Path

import click
import typer.main

from dadkhah import errors
from dadkhah.settings import SETTINGS
from dadkhah_cli.app import app

FOLDER = Path(__file__).resolve().parent / "reference"
NOTE = "<!-- Written by `./dev docs` from the code. Do not edit. -->\n"


def main() -> None:
    """Write every page."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(f"docs/reference/{name}")


def pages() -> dict[str, str]:
    """Return each page by its file name."""
    return {
        "commands.md": commands_page(),
        "errors.md": errors_page(),
        "settings.md": settings_page(),
    }


def commands_page() -> str:
    """Every command with its arguments and options."""
    lines = ["# Commands", "", NOTE]
    lines += ["Exit codes: 0 done, 1 the answer is no, 2 wrong usage, 3 custody at risk.", ""]
    lines += ["`dadkhah --version` prints the version of the program and of the law.", ""]
    for path, command in commands():
        lines += [f"## `{path}`", "", inspect.cleandoc(command.help or ""), ""]
        for parameter in command.params:
            name, help_text = usage(parameter)
            lines.append(f"- `{name}` {help_text}".rstrip())
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield each leaf command with the words one types."""
    pending = [("dadkhah", typer.main.get_command(app))]
    while pending:
        path, command = pending.pop(0)
        if not hasattr(command, "list_commands"):
            yield path, command
            continue
        context = typer.Context(command)
        for name in sorted(command.list_commands(context)):
            pending.append((f"{path} {name}", command.get_command(context, name)))


def usage(parameter: click.Parameter) -> tuple[str, str]:
    """Return how a parameter is written, and its help."""
    if parameter.param_type_name == "argument":
        return (parameter.name or "").upper(), getattr(parameter, "help", None) or ""
    return ", ".join(parameter.opts), getattr(parameter, "help", None) or ""


def settings_page() -> str:
    """Every setting."""
    lines = ["# Settings", "", NOTE]
    lines += ["| Setting | Default | Secret | What it is for |", "|---|---|---|---|"]
    for setting in SETTINGS:
        secret = "yes" if setting.secret else ""
        lines.append(f"| `{setting.name}` | `{setting.default}` | {secret} | {setting.help} |")
    return "\n".join(lines) + "\n"


def errors_page() -> str:
    """Every error code, what happened and what to do."""
    lines = ["# Errors", "", NOTE]
    for error in sorted(every_error(), key=lambda one: one.code):
        lines += [f"## `{error.code}`", "", inspect.cleandoc(error.__doc__ or ""), ""]
        lines += [f"Exit code {error.exit_code}.", ""]
    return "\n".join(lines).rstrip() + "\n"


def every_error() -> list[type[errors.DadkhahError]]:
    """Return every error class of the library."""
    classes = vars(errors).values()
    return [c for c in classes if inspect.isclass(c) and issubclass(c, errors.DadkhahError)]


if __name__ == "__main__":
    main()
