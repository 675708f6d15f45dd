"""The specification of the law files lists what the files hold."""

import re
from pathlib import Path

import yaml

from dadkhah.law.check import check_law
from dadkhah.resources import shipped

DOCS = Path(__file__).parents[3] / "docs"
NAMED_FREELY = {"notes", "related"}


def fields_in(value) -> set[str]:
    if isinstance(value, list):
        return {field for one in value for field in fields_in(one)}
    if not isinstance(value, dict):
        return set()
    free = {key for key in value if key in NAMED_FREELY and isinstance(value[key], dict)}
    inside = (fields_in(one) for key, one in value.items() if key not in free)
    return set(value).union(*inside)


def test_every_field_of_every_law_file_is_in_the_specification():
    page = (DOCS / "formats" / "law.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"`(\w+)`", page))
    files = [path for path in shipped("law").rglob("*.yaml") if "examples" not in path.parts]
    used = set()
    for path in files:
        used |= fields_in(yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader))  # noqa: S506

    assert len(used) > 80
    assert used - listed == set()


def test_the_guide_explains_every_code_of_the_check():
    guide = (DOCS / "guide" / "lawyer-law-files.md").read_text(encoding="utf-8")
    folder = Path(check_law.__code__.co_filename).parent
    code = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    codes = set(re.findall(r'LawFinding\(\s*"([a-z-]+)"', code))

    assert len(codes) >= 10
    assert [one for one in sorted(codes) if f"`{one}`" not in guide] == []
