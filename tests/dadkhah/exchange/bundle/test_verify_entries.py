"""Attacks on what is shown: entries, fields, records, exhibits, the release."""

import base64
import json
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dadkhah.evidence.custody.custody_log import CustodyLog
from dadkhah.evidence.custody.disclosure import Disclosure
from dadkhah.exchange import verify
from dadkhah.exchange.bundle import LoggedEntry

ACTS = "data/records/act.jsonl"
SALT = "AAAAAAAAAAAAAAAAAAAAAA"


def change(forger, name, number, **members):
    lines = forger.lines(name)
    lines[number].update(members)
    forger.write_lines(name, [{k: v for k, v in line.items() if v is not None} for line in lines])
    forger.relist()
    return forger.verdict()


def disclosed(line):
    return [Disclosure.decode(text) for text in line["disclosures"]]


def test_a_field_altered_is_detected(forger):
    (line, _) = forger.lines(ACTS)
    altered = [
        Disclosure(d.salt, d.name, "Nobody was turned away.").encoded
        if d.name == "f:summary" else d.encoded
        for d in disclosed(line)
    ]  # fmt: skip

    assert change(forger, ACTS, 0, disclosures=altered).says("the field 'f:summary' is not of this")


def test_a_field_renamed_is_detected(forger):
    (line, _) = forger.lines(ACTS)
    renamed = [Disclosure(d.salt, d.name.upper(), d.value).encoded for d in disclosed(line)]

    assert change(forger, ACTS, 0, disclosures=renamed).says("is not of this entry")


def test_an_entry_of_another_position_is_detected(forger):
    _, second = forger.lines(ACTS)
    verdict = change(forger, ACTS, 0, entry=second["entry"])

    assert verdict.says("changed, moved, or from another log")


def test_entries_that_changed_places_are_detected(forger):
    first, second = forger.lines(ACTS)
    first["entry_bytes"], second["entry_bytes"] = second["entry_bytes"], first["entry_bytes"]
    forger.write_lines(ACTS, [first, second])
    forger.relist()

    assert len(forger.verdict().of("WRONG")) >= 2


def test_an_entry_of_another_log_is_detected(forger, make_house, tmp_path):
    other = make_house(tmp_path / "other").fill(noise=260)
    other.bundle(tmp_path / "foreign")
    foreign = type(forger)(tmp_path / "foreign").lines(ACTS)[0]
    verdict = change(
        forger, ACTS, 0, entry_bytes=foreign["entry_bytes"], disclosures=foreign["disclosures"]
    )

    assert verdict.says("changed, moved, or from another log")


def test_a_disclosure_replayed_into_another_entry_is_detected(forger):
    first, second = forger.lines(ACTS)
    replayed = [*first["disclosures"], second["disclosures"][-1]]

    assert change(forger, ACTS, 0, disclosures=replayed).says("is not of this entry")


def test_a_disclosure_given_twice_is_detected(forger):
    (line, _) = forger.lines(ACTS)
    twice = [*line["disclosures"], line["disclosures"][0]]

    assert change(forger, ACTS, 0, disclosures=twice).says("comes twice in one entry")


@pytest.mark.parametrize("name", ["id", "device", "entry", "entry_bytes", "disclosures"])
@pytest.mark.parametrize("file", [ACTS, "data/release/entry.jsonl"])
def test_a_line_without_one_of_its_members_is_refused(forger, file, name):
    assert change(forger, file, 0, **{name: None}).exit == 1


@pytest.mark.parametrize("name", ["format", "recipient", "exhibits", "columns"])
def test_a_head_without_one_of_its_members_is_refused(forger, name):
    value = json.loads(forger.read("data/bundle.json"))
    del value[name]
    forger.write("data/bundle.json", json.dumps(value).encode())
    forger.relist()

    assert forger.verdict().exit == 1


def test_an_entry_removed_is_detected(forger):
    forger.write_lines(ACTS, forger.lines(ACTS)[1:])
    forger.relist()
    verdict = forger.verdict()

    assert verdict.says("its bytes are not those listed in data/release/files.txt")
    assert verdict.exit == 1


def test_an_entry_shown_twice_is_detected(forger):
    first, second = forger.lines(ACTS)
    second = {**first, "id": "act/A-0002"}
    forger.write_lines(ACTS, [first, second])
    forger.relist()

    assert forger.verdict().says("is shown twice")


@pytest.mark.parametrize("position", [-1, 276, 10**15, True, "273", None, 273.0])
def test_a_position_that_is_none_is_refused(forger, position):
    lines = forger.lines(ACTS)
    lines[0]["entry"] = position
    forger.write_lines(ACTS, lines)
    forger.relist()

    assert any(subject == "act/A-0001" for subject, _ in forger.verdict().problems)


def test_a_field_left_out_without_a_word_is_detected(forger):
    (line, _) = forger.lines(ACTS)
    fewer = [d.encoded for d in disclosed(line) if d.name != "f:summary"]

    assert change(forger, ACTS, 0, disclosures=fewer).says("not so: f:summary")


def test_a_field_said_to_be_withheld_and_shown_is_detected(forger):
    assert change(forger, ACTS, 0, withheld=["f:summary"]).says("not so: f:summary")


def test_a_record_shown_under_another_id_is_detected(forger):
    assert change(forger, ACTS, 0, id="act/A-0009").says("the entry is a revision of 'act/A-0001'")


def test_a_record_in_the_file_of_another_kind_is_detected(forger):
    forger.write("data/records/person.jsonl", forger.read(ACTS))
    forger.relist()

    assert forger.verdict().says("in the file of another kind")


def test_a_record_said_to_be_withheld_shows_its_leaf_hash(forger):
    name = "data/records/item.jsonl"
    leaf = base64.b64encode(bytes(32)).decode()

    assert change(forger, name, 3, leaf=leaf).says("said to be withheld, but its leaf hash is not")


def test_a_reception_cannot_pass_for_something_else(forger):
    name = "data/records/receive.jsonl"
    line = forger.lines(name)[0]
    forger.write_lines("data/records/access.jsonl", [{**line, "id": line["id"].replace(
        "receive", "access")}])  # fmt: skip
    forger.relist()

    assert forger.verdict().says("the entry is of type 'receive', not of its id")


@pytest.mark.parametrize("text", [
    b'{"id": "act/A-0001", "id": "act/A-0002"}', b"[" * 100_000,
    b'{"entry": 1' + b"0" * 5000 + b"}",
    b"\xff", b"[]", b"null", b'"text"', b"{}", b'{"id": "\\ud800", "device": "x", "entry": 0}',
    b'{"id": "x/1", "device": 5, "entry": 0}', b"{" + b" " * 2_000_000,
    b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
])  # fmt: skip
@pytest.mark.parametrize("name", [ACTS, "data/release/entry.jsonl", "data/bundle.json"])
def test_hostile_json_is_refused_without_harm(forger, text, name):
    forger.write(name, text + b"\n")
    forger.relist()

    assert forger.verdict().exit == 1


@given(st.binary(max_size=200))
def test_for_any_bytes_an_entry_is_read_or_refused(content):
    with pytest.raises(verify.Problem):
        verify.read_entry(content)


@given(st.text(max_size=200))
def test_for_any_text_a_disclosure_is_read_or_refused(text):
    with pytest.raises(verify.Problem):
        verify.read_disclosure(text)


JSON_VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 400), st.text(max_size=5), st.floats(0, 1),
    st.just([]), st.just({}), st.just([[1]]), st.just({"a": ["b"]}),
)  # fmt: skip


def places_in(value, path=()):
    yield path
    keys = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    for key in keys:
        yield from places_in(value[key], (*path, key))


def put(value, path, new):
    if not path:
        return new
    value[path[0]] = put(value[path[0]], path[1:], new)
    return value


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(choice=st.data())
def test_for_any_value_anywhere_in_its_json_the_verifier_answers_and_refuses(forger, choice):
    name = choice.draw(st.sampled_from([
        "data/bundle.json", "data/filing/communication.json", ACTS, "data/records/item.jsonl",
        "data/records/receive.jsonl", "data/release/entry.jsonl",
    ]))  # fmt: skip
    before = forger.read(name)
    lines = [json.loads(before)] if name.endswith(".json") else forger.lines(name)
    place = choice.draw(st.sampled_from(sorted(places_in(lines), key=repr)[1:]))
    changed = put(json.loads(json.dumps(lines)), place, choice.draw(JSON_VALUES))
    assume(changed != lines)
    if choice.draw(st.booleans()):
        changed = [*changed, *json.loads(json.dumps(changed))]
    forger.write_lines(name, changed)
    forger.relist()
    try:
        assert forger.verdict().exit == 1
    finally:
        forger.write(name, before)


@pytest.mark.parametrize("entry", [
    '{"t":"2026-11-24T02:03Z","_sd":[],"v":1}', '{"_sd":[],"t":"","v":true}',
    '{"_sd": [],"t":"","v":1}', '{"_sd":["b","a","c","d","e","f","g","h"],"t":"","v":1}',
    '{"_sd":["a","a","c","d","e","f","g","h"],"t":"","v":1}', '{"_sd":["a"],"t":"","v":1}',
    '{"_sd":[],"t":"","v":2}', '{"_sd":[],"t":"","v":1,"x":1}', '{"_sd":[1],"t":"","v":1}',
])  # fmt: skip
def test_an_entry_not_in_its_one_form_is_refused(entry):
    with pytest.raises(verify.Problem):
        verify.read_entry(entry.encode())


class Dishonest:
    """A holder of the key who signs entries that break the rules."""

    def __init__(self, house):
        self.house = house

    def append(self, disclosures, *, decoys=()):
        digests = sorted([*(d.digest for d in disclosures), *decoys])
        digests += [f"~{n}" for n in range(-len(digests) % 8)]
        text = {"_sd": digests, "t": "2026-11-24T02:03Z", "v": 1}
        entry = json.dumps(text, sort_keys=True, separators=(",", ":")).encode()
        with CustodyLog.open(self.house.logs, self.house.key, lock_seconds=5) as log:
            (position,) = log.append([entry])
        encoded = tuple(d.encoded for d in disclosures)
        return LoggedEntry(self.house.key.device, position, encoded)


def act_fields(house):
    logged = house.revisions["act/A-0001"]
    return [Disclosure.decode(text) for text in logged.disclosures]


def test_a_name_that_comes_twice_in_one_signed_entry_is_refused(own_house, tmp_path, forger):
    fields = [*act_fields(own_house), Disclosure(SALT, "f:summary", "The other story.")]
    own_house.revisions["act/A-0001"] = Dishonest(own_house).append(fields)
    own_house.bundle(tmp_path / "out")
    verdict = type(forger)(tmp_path / "out").verdict()

    assert verdict.says("the field 'f:summary' comes twice in one entry")


def test_an_entry_claimed_complete_with_many_unopened_digests_is_refused(
    own_house, tmp_path, forger
):
    hidden = [Disclosure(SALT, f"f:secret{n}", "kept back") for n in range(8)]
    logged = Dishonest(own_house).append([*act_fields(own_house), *hidden])
    shown = tuple(d.encoded for d in act_fields(own_house))
    own_house.revisions["act/A-0001"] = LoggedEntry(logged.device, logged.entry, shown)
    own_house.bundle(tmp_path / "out")

    assert type(forger)(tmp_path / "out").verdict().says("more fields are withheld than the line")


def test_a_decoy_that_looks_like_a_field_opens_nothing(own_house, tmp_path, forger):
    decoy = Disclosure(SALT, "f:summary", "Never recorded.")
    logged = Dishonest(own_house).append(act_fields(own_house), decoys=[decoy.digest[::-1]])
    own_house.revisions["act/A-0001"] = logged
    own_house.bundle(tmp_path / "out")
    honest = type(forger)(tmp_path / "out")
    assert honest.verdict().exit == 0
    (line, other) = honest.lines(ACTS)
    line["disclosures"] = [*line["disclosures"], decoy.encoded]
    honest.write_lines(ACTS, [line, other])
    honest.relist()

    assert honest.verdict().says("the field 'f:summary' is not of this entry")


# --- exhibits and the release ---


def head(forger, **members):
    value = {**json.loads(forger.read("data/bundle.json")), **members}
    forger.write("data/bundle.json", json.dumps(value).encode())
    forger.relist()
    return forger.verdict()


def exhibits(forger):
    return json.loads(forger.read("data/bundle.json"))["exhibits"]


def test_an_exhibit_altered_is_detected_though_every_list_is_made_right(forger):
    (path,) = (forger.folder / "data/exhibits/E-001").iterdir()
    path.write_bytes(path.read_bytes() + b"added")
    forger.relist()

    assert forger.verdict().says("its bytes are not those received")


def test_exhibits_that_changed_places_are_detected(forger):
    first, second, *rest = exhibits(forger)
    first["file"], second["file"] = second["file"], first["file"]

    assert len([s for s, _ in head(forger, exhibits=[first, second, *rest]).problems
                if s.startswith("exhibit")]) == 2  # fmt: skip


def test_an_exhibit_listed_twice_is_detected(forger):
    first, *rest = exhibits(forger)

    assert head(forger, exhibits=[first, first, *rest]).says("an item that is listed twice")


def test_an_exhibit_without_its_reception_is_missing(forger):
    first, *rest = exhibits(forger)

    assert head(forger, exhibits=[{**first, "entry": 5}, *rest]).says("is not shown or not proven")


@pytest.mark.parametrize("file", ["../outside", "/etc/hostname", "README.txt", "data/exhibits"])
def test_an_exhibit_whose_file_is_elsewhere_is_refused(forger, file):
    first, *rest = exhibits(forger)

    assert head(forger, exhibits=[{**first, "file": file}, *rest]).exit == 1


@pytest.mark.parametrize("leaf", ["genuine", [1], None, {}])
def test_an_exhibit_that_is_withheld_and_shown_at_once_is_refused(forger, leaf):
    first, *rest = exhibits(forger)
    line = forger.lines("data/records/receive.jsonl")[0]
    genuine = base64.b64encode(sha256(b"\0" + line["entry_bytes"].encode()).digest()).decode()
    first["leaf"] = genuine if leaf == "genuine" else leaf
    verdict = head(forger, exhibits=[first, *rest])

    assert any(subject == "exhibit E-001" for subject, _ in verdict.problems)


def test_two_exhibits_with_one_number_in_a_filing_are_refused(forger):
    first, second, *rest = exhibits(forger)
    second["numbers"] = first["numbers"]

    assert head(forger, exhibits=[first, second, *rest]).says("have the same number in this filing")


@pytest.mark.parametrize("value", [{}, [], None, "E-001", {"number": "E-001"}, {"leaf": "AAAA"}])
def test_an_exhibit_that_says_nothing_is_refused(forger, value):
    assert head(forger, exhibits=[value]).exit == 1


def test_an_item_whose_record_names_another_file_is_detected(own_house, tmp_path, forger):
    logged = own_house.revisions["item/I-0001"]
    other = sha256(b"another file").hexdigest()
    fields = [
        Disclosure(d.salt, d.name, other if d.name == "f:sha256" else d.value)
        for d in map(Disclosure.decode, logged.disclosures)
    ]
    own_house.revisions["item/I-0001"] = Dishonest(own_house).append(fields)
    own_house.bundle(tmp_path / "out")

    assert (
        type(forger)(tmp_path / "out").verdict().says("the record of the item names another file")
    )


@pytest.mark.parametrize("format_", ["dadkhah-bundle/2", "", None, 1])
def test_a_bundle_of_another_format_is_refused(forger, format_):
    assert head(forger, format=format_).exit == 1


def test_another_recipient_is_detected(forger):
    assert head(forger, recipient="The Press").says("fix this list of files for 'The Press'")


def test_a_filing_altered_is_detected_though_the_lists_are_made_right(forger):
    forger.write("data/filing/communication.html", b"<p>Another text.</p>")
    forger.relist()

    assert forger.verdict().says("its bytes are not those listed in data/release/files.txt")


def test_a_release_list_made_right_is_not_the_one_the_log_fixed(forger):
    forger.write("data/filing/communication.html", b"<p>Another text.</p>")
    listing = forger.read("data/release/files.txt").decode().splitlines(keepends=True)
    digest = sha256(b"<p>Another text.</p>").hexdigest()
    forged = [
        f"{digest}  {line[66:]}" if "communication.html" in line else line for line in listing
    ]
    forger.write("data/release/files.txt", "".join(forged).encode())
    forger.relist()

    assert forger.verdict().says("the log does not fix this list of files")


def test_another_entry_cannot_stand_for_the_release(forger):
    reception = forger.lines("data/records/receive.jsonl")[0]
    forger.write_lines("data/release/entry.jsonl", [reception])
    forger.relist()

    assert forger.verdict().exit == 1


def test_a_bundle_without_release_is_detected(forger):
    (forger.folder / "data/release/entry.jsonl").unlink()
    forger.relist()

    assert forger.verdict().says("the file 'data/release/entry.jsonl' is not in the bundle")


@pytest.mark.parametrize("name", ["size", "recipient", "type", "sha256"])
def test_a_release_that_shows_less_of_its_entry_is_refused(forger, name):
    (line,) = forger.lines("data/release/entry.jsonl")
    line["disclosures"] = [d.encoded for d in disclosed(line) if d.name != name]
    forger.write_lines("data/release/entry.jsonl", [line])
    forger.relist()

    assert forger.verdict().exit == 1


@pytest.mark.parametrize("change", [
    {"withheld": ["f:x"]}, {"note": "made by others"}, {"id": "export/x/1"}, {"leaf": "AAAA"},
])  # fmt: skip
def test_a_release_line_that_says_more_is_refused(forger, change):
    (line,) = forger.lines("data/release/entry.jsonl")
    forger.write_lines("data/release/entry.jsonl", [{**line, **change}])
    forger.relist()

    assert forger.verdict().exit == 1
