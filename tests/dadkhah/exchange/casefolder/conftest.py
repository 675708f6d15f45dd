"""The example of the specification as a folder on disk."""

import re
from pathlib import Path

import pytest

SPECIFICATION = Path(__file__).parents[4] / "docs" / "formats" / "case-folder.md"


@pytest.fixture(scope="session")
def specification():
    return SPECIFICATION.read_text("utf-8")


@pytest.fixture
def folder(tmp_path, specification):
    """A case folder of one act, as `docs/formats/case-folder.md` prints it."""
    made = tmp_path / "case"
    (made / "evidence").mkdir(parents=True)
    head = re.search(r"\n\n((?:    .*\n)+)\n## Tables", specification)
    (made / "case.yaml").write_text(_without_indent(head[1]))
    example = specification.split("## Example")[1]
    for file, text in re.findall(r"`([\w/.]+)`\n\n((?:    .*\n)+)", example):
        (made / file).write_text(_without_indent(text))
    return made


def _without_indent(text):
    return "".join(line[4:] + "\n" for line in text.splitlines())
