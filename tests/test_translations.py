"""Everything the site says, it says in Dari and Pashto too."""

import ast
import io
import re
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

WEB = Path(__file__).resolve().parent.parent / "src" / "dadkhah_web"
LANGUAGES = ("fa", "ps")
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_]*\}")
TRANSLATE = re.compile(r"""{%\s*translate\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
BLOCK = re.compile(r"{%\s*blocktranslate\b([^%]*)%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)
PLURAL = re.compile(r"{%\s*plural\s*%}")
VARIABLE = re.compile(r"{{\s*([a-z_]+)\s*}}")
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "gettext_noop"}


def folder(language: str) -> Path:
    return WEB / "locale" / language / "LC_MESSAGES"


def catalogue(language: str):
    with (folder(language) / "django.po").open("rb") as stream:
        return read_po(stream, locale=language)


def first(message) -> str:
    return message.id[0] if isinstance(message.id, tuple) else message.id


def strings(message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def said_in_templates() -> set[str]:
    found = set()
    for path in (WEB / "templates").rglob("*.html"):
        text = path.read_text("utf-8")
        for double, single in TRANSLATE.findall(text):
            found.add((double or single).replace('\\"', '"').replace("\\'", "'").replace("%", "%%"))
        for options, body in BLOCK.findall(text):
            singular = PLURAL.split(body)[0]
            if "trimmed" in options:
                singular = " ".join(line.strip() for line in singular.strip().splitlines())
            escaped = singular.replace("%", "%%")
            found.add(VARIABLE.sub(r"%(\1)s", escaped))
    return found


def said_in_code() -> set[str]:
    found = set()
    for path in WEB.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in GETTEXT
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                found.add(node.args[0].value)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_site_is_translated(language):
    translated = {
        first(message): all(strings(message)) for message in catalogue(language) if message.id
    }
    said = said_in_templates() | said_in_code()

    assert len(said) > 500
    assert sorted(text for text in said if not translated.get(text)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_every_placeholder(language):
    for message in catalogue(language):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = set(PLACEHOLDER.findall(ids[-1]))
        for text in strings(message):
            found = set(PLACEHOLDER.findall(text))
            assert found <= wanted, (ids, text)
        assert set(PLACEHOLDER.findall(strings(message)[-1])) == wanted, ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_no_native_reader_has_seen_says_so(language):
    for message in catalogue(language):
        if message.id:
            marks = " ".join(message.user_comments)
            assert "machine-made" in marks or "reviewed by" in marks, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shipped_is_compiled_from_the_catalogue(language):
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))

    assert (folder(language) / "django.mo").read_bytes() == compiled.getvalue()
