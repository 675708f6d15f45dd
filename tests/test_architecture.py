"""The shape of the code is a promise, and these tests hold it."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
# One file by design: a court's expert reads it from the first line to the last.
STANDALONE = {SOURCE / "dadkhah" / "exchange" / "verify.py"}
LONGEST_MODULE = 250
LONGEST_FUNCTION = 30
FULLEST_FOLDER = 14
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "misc", "manager"}
PHYSICAL = re.compile(
    r"(margin|padding|border|inset)-(left|right)|text-align:\s*(left|right)|float:\s*(left|right)"
    r"|(?<![-\w])(left|right)\s*:\s*[-\d]",
)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_says_in_its_first_line_what_it_is_for(path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))

    assert docstring, "no module docstring"
    assert docstring.splitlines()[0].endswith((".", ":", "?")), docstring.splitlines()[0]


def is_a_list_of_names(path: Path) -> bool:
    """Whether a module does nothing but pass on names under one roof."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return all(isinstance(one, ast.Expr | ast.ImportFrom | ast.Assign) for one in body)


@pytest.mark.parametrize("path", [m for m in MODULES if m not in STANDALONE], ids=named)
def test_a_module_is_short(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())

    assert lines <= LONGEST_MODULE or is_a_list_of_names(path)


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_function_is_short_and_takes_few_arguments_by_position(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            docstring = node.body[0] if ast.get_docstring(node) else None
            first = docstring.end_lineno + 1 if docstring else node.lineno
            length = node.end_lineno - first + 1
            assert length <= LONGEST_FUNCTION, f"{node.name}: {length} lines"
            assert len(node.args.args) <= 6, f"{node.name}: {len(node.args.args)} arguments"


def test_no_folder_or_module_is_a_drawer():
    drawers = [named(path) for path in MODULES if path.stem in FORBIDDEN_NAMES]
    drawers += [named(p) for p in SOURCE.rglob("*") if p.is_dir() and p.name in FORBIDDEN_NAMES]

    assert drawers == []


def test_no_folder_is_overfull():
    folders = {path.parent for path in MODULES}
    counts = {named(f): len(list(f.glob("*.py"))) for f in folders}

    assert {name: n for name, n in counts.items() if n > FULLEST_FOLDER} == {}


def test_styles_and_templates_know_start_and_end_not_left_and_right():
    suffixes = {".css", ".html", ".typ", ".py"}
    offending = [
        f"{named(path)}: {match.group(0)}"
        for path in SOURCE.rglob("*")
        if path.suffix in suffixes
        for match in PHYSICAL.finditer(path.read_text(encoding="utf-8"))
    ]

    assert offending == []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_only_one_package_asks_for_addresses(path):
    content = path.read_text(encoding="utf-8")

    assert "dadkhah_network" in path.parts or "urllib.request" not in content


def test_the_import_contracts_are_kept():
    lint = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(
        [lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("noun", ["law", "vault"])
def test_the_vault_and_the_law_need_no_framework(noun):
    script = f"import sys, dadkhah_cli.{noun}; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


def test_nothing_in_the_tree_names_a_machine():
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\0")
    # A path from the root of a machine; `exchange/work/` is one of ours.
    pattern = re.compile(rb"(?<!\w)/" + rb"(work|root|farm)/|\.\./" + rb"shared")
    naming = [
        name
        for name in tracked
        if name and (ROOT / name).is_file() and pattern.search((ROOT / name).read_bytes())
    ]

    assert naming == []
