"""YAML is read as what was written, or refused with file and line."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.errors import YamlRefused
from dadkhah.text import strict_yaml
from dadkhah.text.strict_yaml import StrictList, StrictMap, read_strict_yaml


class Plain(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return True


@pytest.fixture(params=["c", "python"], autouse=True)
def _either_parser(request, monkeypatch):
    if request.param == "python":
        monkeypatch.setattr(strict_yaml, "_LOADER", yaml.BaseLoader)


def refused(text: str) -> str:
    with pytest.raises(YamlRefused) as caught:
        read_strict_yaml(text, "law/x.yaml")
    return str(caught.value)


@pytest.mark.parametrize("written", ["7.10", "no", "010", "2021-08-15", "~", "1e3", "0x1F", "null"])
def test_every_scalar_is_the_text_that_was_written(written):
    assert read_strict_yaml(f"article: {written}\n", "x.yaml") == {"article": written}


def test_an_empty_value_is_the_empty_string():
    assert read_strict_yaml("note:\n", "x.yaml") == {"note": ""}


def test_a_repeated_key_is_refused_with_both_lines():
    message = refused("id: a\nname: b\nid: c\n")

    assert message.startswith("law/x.yaml:3: the key `id` repeats line 1.")


def test_a_repeated_key_deep_inside_is_refused():
    assert refused("a:\n- b: 1\n  b: 2\n").startswith("law/x.yaml:3:")


@pytest.mark.parametrize("text", ["a: &x 1\nb: *x\n", "a: 1\nb: *x\n", "a: &x [1]\n", "&k a: 1\n"])
def test_anchors_and_aliases_are_refused(text):
    assert "an anchor or alias" in refused(text)


@pytest.mark.parametrize("text", ["a: !!str 1\n", "a: ! 1\n", "!!map {a: 1}\n", "a: !secret [1]\n"])
def test_tags_are_refused(text):
    assert "law/x.yaml:1: the tag" in refused(text)


def test_a_second_document_is_refused():
    assert "law/x.yaml:2: a second document" in refused("a: 1\n---\nb: 2\n")


@pytest.mark.parametrize("text", ["", "# only a comment\n"])
def test_an_empty_file_is_refused(text):
    assert "law/x.yaml:1: the file is empty" in refused(text)


def test_a_list_as_a_key_is_refused():
    assert "a key that is not one word" in refused("? [a, b]\n: c\n")


def test_malformed_yaml_names_the_line():
    assert refused("a: 1\nb: [1,\n").startswith("law/x.yaml:")
    assert refused("a: 1\n b: 2\n").startswith("law/x.yaml:2:")


def test_a_control_character_is_refused():
    assert "UTF-8" in refused("a: \x07\n")


def test_absurd_nesting_is_refused():
    assert "nesting deeper" in refused("[" * 40 + "]" * 40)


def test_places_of_keys_and_entries_are_known():
    read = read_strict_yaml("a: 1\nb:\n  c: 2\n  d:\n  - e\n  - f\n", "law/x.yaml")
    assert isinstance(read, StrictMap)
    inner = read["b"]
    assert isinstance(inner, StrictMap)
    entries = inner["d"]
    assert isinstance(entries, StrictList)

    assert read.place() == "law/x.yaml:1"
    assert read.place("b") == "law/x.yaml:2"
    assert inner.place("d") == "law/x.yaml:4"
    assert inner.place("missing") == inner.place() == "law/x.yaml:3"
    assert entries.place() == "law/x.yaml:5"
    assert entries.place(1) == "law/x.yaml:6"


def test_a_byte_order_mark_is_ignored():
    assert read_strict_yaml("\ufeffa: 1\n", "x.yaml") == {"a": "1"}


@given(
    st.recursive(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"])),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from("abcd"), inner),
        max_leaves=12,
    )
)
def test_for_any_tree_of_strings_reading_gives_the_tree_back(tree):
    text = yaml.dump(tree, Dumper=Plain, allow_unicode=True)
    assert read_strict_yaml(text, "x.yaml") == tree
