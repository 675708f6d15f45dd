"""An entry shows a minute and digests; disclosures open it field by field."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.errors import DisclosureMismatch, EntryNotReadable, EntryTooLarge, FieldNotText
from dadkhah.evidence.custody.entry import commit, disclosed_fields, read_entry

AT = datetime(2026, 11, 24, 2, 3, 59, 999, tzinfo=UTC)
FIELDS = {"type": "receive", "actor": "U-7f3a", "path": "نامه.txt"}
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def opened(disclosures):
    return [disclosure.encoded for disclosure in disclosures]


@given(st.dictionaries(texts, texts, max_size=20))
def test_for_any_fields_what_was_committed_is_disclosed(fields):
    content, disclosures = commit(fields, AT)

    assert disclosed_fields(content, opened(disclosures)) == fields
    assert [disclosure.name for disclosure in disclosures] == list(fields)


@given(st.integers(0, 40))
def test_for_any_number_of_fields_the_digests_are_a_multiple_of_eight(count):
    content, _ = commit({str(i): "" for i in range(count)}, AT)

    digests = read_entry(content).digests
    assert len(digests) % 8 == 0
    assert count <= len(digests) < max(count, 1) + 8
    assert list(digests) == sorted(set(digests))


def test_the_same_fields_never_give_the_same_entry():
    first, _ = commit(FIELDS, AT)
    second, _ = commit(FIELDS, AT)

    assert not set(read_entry(first).digests) & set(read_entry(second).digests)


def test_a_stranger_sees_the_minute_in_utc_and_nothing_of_the_fields():
    kabul = timezone(timedelta(hours=4, minutes=30))
    content, _ = commit(FIELDS, AT.astimezone(kabul))

    assert read_entry(content).time == "2026-11-24T02:03Z"
    assert set(json.loads(content)) == {"_sd", "t", "v"}
    assert not any(word.encode() in content for word in (*FIELDS, *FIELDS.values()))


def test_a_withheld_field_is_a_missing_disclosure():
    content, disclosures = commit(FIELDS, AT)

    assert disclosed_fields(content, opened(disclosures)[:1]) == {"type": "receive"}
    assert disclosed_fields(content, []) == {}


def test_a_disclosure_of_another_entry_is_refused():
    content, _ = commit(FIELDS, AT)
    _, foreign = commit(FIELDS, AT)

    with pytest.raises(DisclosureMismatch, match="'type' is altered or belongs to another entry"):
        disclosed_fields(content, opened(foreign))


def test_a_name_that_comes_twice_is_refused():
    content, disclosures = commit({"actor": "U-1"}, AT)

    with pytest.raises(DisclosureMismatch, match="'actor' is disclosed twice"):
        disclosed_fields(content, opened(disclosures) * 2)


def test_a_time_without_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        commit(FIELDS, AT.replace(tzinfo=None))


@pytest.mark.parametrize("fields", [{"path": "\udcff"}, {"\udcff": "x"}])
def test_a_field_that_is_no_text_is_refused_by_name(fields):
    [name] = fields

    with pytest.raises(FieldNotText, match=repr(name).strip("'").replace("\\", r"\\")):
        commit(fields, AT)


def test_an_entry_with_too_many_fields_is_refused():
    commit({str(i): "" for i in range(1416)}, AT)

    with pytest.raises(EntryTooLarge, match="1424 fields"):
        commit({str(i): "" for i in range(1424)}, AT)


def test_an_entry_longer_than_a_bundle_allows_is_not_readable():
    digests = sorted(f"{i:042d}A" for i in range(1424))
    content = json.dumps(
        {"_sd": digests, "t": "2026-11-24T02:03Z", "v": 1}, separators=(",", ":")
    ).encode()

    with pytest.raises(EntryNotReadable, match="too long"):
        read_entry(content)


def test_bytes_that_are_not_utf_8_are_no_entry():
    with pytest.raises(EntryNotReadable, match="not JSON"):
        read_entry(b"\xff\xfe")
