"""Write docs/reference/ from the code: commands, settings and errors cannot go stale."""

import inspect
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import django
import typer.main

from dadkhah import errors
from dadkhah.settings import SETTINGS
from dadkhah_cli.app import app

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dadkhah_web.settings.test")
django.setup()

from dadkhah_web.api.urls import api  # noqa: E402 - needs the settings above

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
        "api.md": api_page(),
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


def api_page() -> str:
    """Every operation of the API, what it takes and what it answers."""
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    shapes: Mapping[str, Any] = schema["components"]["schemas"]
    lines = ["# The API", "", NOTE, "docs/guide/developer-api.md shows how to use it.", ""]
    for address, operations in schema["paths"].items():
        for method, operation in operations.items():
            lines += [f"## `{method.upper()} {address}`", "", operation["description"], ""]
            for one in operation.get("parameters", ()):
                lines.append(_said(f"{one['in']} `{one['name']}`", one["schema"], one))
            for kind, body in operation.get("requestBody", {}).get("content", {}).items():
                lines.append(f"- body {kind}: {_shape(body['schema'])}")
            for status, answer in operation["responses"].items():
                content = answer.get("content", {}).get("application/json", {})
                shape = _shape(content["schema"]) if content else "bytes"
                lines.append(f"- answer {status}: {shape}")
            lines.append("")
    lines += ["# Shapes", ""]
    for name, shape in sorted(shapes.items()):
        if "properties" not in shape or not shape.get("description"):
            continue
        lines += [f"## {name}", "", shape["description"], ""]
        lines += [_said(f"`{field}`", one, one) for field, one in shape["properties"].items()]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _said(name: str, shape: Mapping[str, Any], about: Mapping[str, Any]) -> str:
    words = about.get("description") or shape.get("description", "")
    return f"- {name} ({_shape(shape)}) {words}".rstrip()


def _shape(shape: Mapping[str, Any]) -> str:
    """Return the type of a value in a few words."""
    if "$ref" in shape:
        return str(shape["$ref"].rpartition("/")[2])
    if "anyOf" in shape:
        return " or ".join(_shape(one) for one in shape["anyOf"])
    if shape.get("type") == "array":
        return f"list of {_shape(shape['items'])}"
    if "enum" in shape:
        return " or ".join(map(str, shape["enum"]))
    if shape.get("type") == "object" and "properties" in shape:
        fields = ", ".join(f"`{name}`" for name in shape["properties"])
        return f"form with {fields}"
    return str(shape.get("format") or shape.get("type") or "anything")


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
