"""What a browser runs is what the sources say."""

import hashlib
import json
import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parent.parent / "src" / "dadkhah_web"
SOURCES = WEB / "islands"
BUILT = WEB / "static" / "dadkhah" / "islands"
ISLANDS = sorted(path.stem for path in SOURCES.glob("*.ts"))
FIRST_LINE = re.compile(r"// (?P<sources>[\w./ -]+) sha256:(?P<digest>[0-9a-f]{64})")


@pytest.mark.parametrize("name", ISLANDS)
def test_what_is_built_names_the_digest_of_its_sources(name):
    first = (BUILT / f"{name}.js").read_text(encoding="utf-8").splitlines()[0]
    said = FIRST_LINE.fullmatch(first)
    assert said, "run ./dev islands"
    digest = hashlib.sha256()
    for source in said["sources"].split():
        digest.update((SOURCES / source).read_bytes())

    assert said["digest"] == digest.hexdigest(), "run ./dev islands"


def test_nothing_is_built_from_a_source_that_is_gone():
    assert sorted(path.stem for path in BUILT.glob("*.js")) == ISLANDS


@pytest.mark.parametrize("name", ISLANDS)
def test_an_island_begins_with_what_it_does(name):
    assert (SOURCES / f"{name}.ts").read_text(encoding="utf-8").startswith("/**")


@pytest.mark.parametrize("name", ISLANDS)
def test_an_island_does_nothing_the_pages_forbid(name):
    built = (BUILT / f"{name}.js").read_text(encoding="utf-8")

    assert not re.search(r"\beval\(|new Function\(|innerHTML|https?://", built)


def test_the_tools_are_locked_and_named_without_an_address():
    locked = json.loads((SOURCES / "package-lock.json").read_text(encoding="utf-8"))
    packages = [package for name, package in locked["packages"].items() if name]

    assert packages
    assert all("integrity" in package for package in packages)
    assert not any("resolved" in package for package in packages)
