"""Nothing ships undocumented."""

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
_spec = importlib.util.spec_from_file_location("write_reference", DOCS / "write_reference.py")
reference = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(reference)
PROSE = [*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "examples").rglob("README.md")]


def test_the_reference_is_what_the_code_says():
    stale = [
        name
        for name, text in reference.pages().items()
        if (DOCS / "reference" / name).read_text(encoding="utf-8") != text
    ]

    assert stale == [], "run ./dev docs"


def test_every_command_and_every_option_has_help():
    silent = [
        f"{path} {name}".strip()
        for path, command in reference.commands()
        for name, text in [("", command.help), *map(reference.usage, command.params)]
        if not text
    ]

    assert silent == []


def test_every_error_says_what_to_do_and_has_its_own_code():
    classes = reference.every_error()
    codes = [c.code for c in classes]

    assert sorted(codes) == sorted(set(codes))
    assert [c.__name__ for c in classes if not c.__doc__] == []


def test_every_command_is_shown_in_a_guide():
    guides = "\n".join(p.read_text(encoding="utf-8") for p in [*DOCS.glob("guide/*.md")])
    absent = [path for path, _ in reference.commands() if path not in guides]

    assert absent == []


def test_every_term_of_the_glossary_is_a_name_in_the_code():
    code = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "src").rglob("*.py"))
    terms = re.findall(
        r"^\*\*`(\w+)`\*\*", (DOCS / "glossary.md").read_text(encoding="utf-8"), re.M
    )

    assert len(terms) > 30
    assert [term for term in terms if not re.search(rf"\b{term}\b", code)] == []


@pytest.mark.parametrize("page", PROSE, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_between_pages_leads_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text)

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PROSE, ids=lambda p: str(p.relative_to(ROOT)))
def test_the_manual_does_not_call_anything_easy(page):
    if page.name == "LICENSE":
        return
    banned = re.findall(
        r"\b(simply|easily|powerful|seamless\w*|please|obviously)\b",
        page.read_text(encoding="utf-8"),
        re.I,
    )

    assert banned == []
