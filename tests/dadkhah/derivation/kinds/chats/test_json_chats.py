"""Exports of Telegram and Signal are read from their JSON, whatever stands in it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.derivation.kinds.chats.pages import pages_of
from dadkhah.derivation.kinds.chats.signal import read_signal
from dadkhah.derivation.kinds.chats.telegram import read_telegram
from dadkhah.derivation.outcome import Done, Limits
from dadkhah.derivation.text_layer import TextLayer, write_text_layer


def telegram(*messages, name="زنان", **more):
    dated = [
        {"id": n, "type": "message", "date": "2022-12-20T09:30:00",
         "date_unixtime": "1671512400", "from": "کریمه", "from_id": "user1", "text": "", **one}
        for n, one in enumerate(messages, 1)
    ]  # fmt: skip
    return {"name": name, "type": "private_group", "id": 77, "messages": dated, **more}


def lines(run):
    return [line for page in run.layer().pages for line in page.text.splitlines()]


def notices(outcome):
    return {one["code"]: one["text"] for one in outcome.answer["notices"]}


def test_a_telegram_chat_is_read_behind_walls(run):
    export = telegram(
        {"text": ["see ", {"type": "text_link", "text": "here", "href": "https://a.example"}, "!"]},
        {"text": "بلی", "reply_to_message_id": 1, "edited": "2022-12-20T10:00:00"},
        {"forwarded_from": "X", "text": "news", "reply_to_message_id": 99},
        {"photo": "photos/1.jpg", "text": "look"},
        {"file": "(File not included.)"},
        {"from": None, "text": "gone"},
        {"type": "service", "actor": "کریمه", "action": "invite_members", "members": ["ګلالۍ"]},
    )
    outcome = run("chat", json.dumps(export).encode(), Limits())

    assert isinstance(outcome, Done)
    assert run.layer().pages[0].label == "2022-12-20"
    assert lines(run) == [
        "09:30:00 · کریمه: see here (https://a.example)!",
        "09:30:00 · کریمه: [reply to کریمه: “see here (https://a.example)!”] بلی"
        " (edited 2022-12-20T10:00:00)",
        "09:30:00 · کریمه: [reply to message 99, which is not here] [forwarded from X] news",
        "09:30:00 · کریمه: [photo: photos/1.jpg] look",
        "09:30:00 · کریمه: [file: (File not included.)]",
        "09:30:00 · user1: gone",
        "09:30:00 · invite members · کریمه · ګلالۍ",
    ]
    facts = [(one["name"], one["value"]) for one in outcome.answer["facts"]]
    assert ("name", "زنان") in facts
    assert ("participant", "کریمه: 5 messages") in facts
    assert ("time zone", "UTC+04:30") in facts
    told = notices(outcome)
    assert "photos/1.jpg" in told["named-files"]
    assert "1 files were left out" in told["missing-files"]
    assert "edited-message" in told


def test_all_chats_of_an_account_are_told_apart(run):
    chats = [telegram({"text": "one"}, name="A"), telegram({"text": "two"}, name="B")]
    run("chat", json.dumps({"chats": {"about": "", "list": chats}}).encode())

    assert [page.label for page in run.layer().pages] == ["A · 2022-12-20", "B · 2022-12-20"]


AT = 1671512400000  # 2022-12-20 05:00:00 UTC


def kept(**more):
    return {"conversationId": "c1", "sent_at": AT, "type": "incoming", "source": "s1", **more}


def test_messages_of_signal_desktop_are_read_with_their_earlier_wordings(run):
    export = {
        "conversations": [{"id": "c1", "name": "Group"}, {"id": "s1", "profileName": "کریمه"}],
        "messages": [
            kept(body="hello", attachments=[{"fileName": "a.jpg"}]),
            kept(body="", deletedForEveryone=True),
            kept(body="new", editHistory=[{"body": "new"}, {"body": "old"}]),
            {**kept(body="mine", type="outgoing"), "source": None},
        ],
    }
    outcome = run("chat", json.dumps(export).encode())

    assert run.layer().pages[0].label == "Group · 2022-12-20"
    assert lines(run) == [
        "05:00:00 · کریمه: hello [a.jpg]",
        "05:00:00 · کریمه: (deleted)",
        "05:00:00 · کریمه: new (edited)",
        "05:00:00 · (the owner): mine",
    ]
    told = notices(outcome)
    assert "Before: “old”" in told["edited-message"]
    assert "deleted-message" in told
    assert "UTC" in told["time-zone"]


@pytest.mark.parametrize("wrap", [json.dumps, lambda one: "\n".join(map(json.dumps, one))])
def test_what_signal_cli_received_is_read(run, wrap):
    def envelope(**said):
        return {"envelope": {"sourceName": "K", "sourceNumber": "+93", "timestamp": AT, **said}}

    export = [
        envelope(dataMessage={"message": "salam", "groupInfo": {"groupId": "g"}}),
        envelope(dataMessage={"remoteDelete": {"timestamp": AT}, "groupInfo": {"groupId": "g"}}),
        envelope(receiptMessage={"when": AT}),
        {"method": "receive", "params": envelope(syncMessage={"sentMessage": {"message": "out"}})},
    ]
    outcome = run("chat", wrap(export).encode())

    assert lines(run) == [
        "05:00:00 · K: salam",
        "05:00:00 · K: (deletes the message of 2022-12-20 05:00:00)",
        "05:00:00 · K: out",
    ]
    assert "deleted-message" in notices(outcome)


def test_halves_of_characters_and_nul_do_not_come_through(run):
    export = '{"name":"a","type":"personal_chat","messages":[{"id":1,"type":"message",'
    export += '"date":"2022-12-20T09:30:00","from":"x\\u202e\\u0000","text":"\\ud800\\u0000y"}]}'
    run("chat", export.encode())

    assert lines(run) == ["09:30:00 · x: \ufffdy"]


WORDS = st.text(max_size=5)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
KEYS = (
    "id type date date_unixtime from text reply_to_message_id forwarded_from photo file edited"
    " location_information contact_information poll action actor members sent_at timestamp body"
    " conversationId editHistory attachments quote envelope dataMessage syncMessage editMessage"
    " groupInfo remoteDelete reaction source"
)
MESSAGES = st.dictionaries(st.sampled_from(KEYS.split()), JSON, max_size=12)
DATED = MESSAGES.map(lambda one: {"date": "2022-01-01T00:00:00", "type": "message", **one})
KEPT = MESSAGES.map(lambda one: {"conversationId": "c", "sent_at": 1, **one})
RECEIVED = MESSAGES.map(lambda one: {"envelope": {"timestamp": 1, "dataMessage": one}})


@given(st.lists(DATED | KEPT | RECEIVED | MESSAGES, max_size=4))
def test_for_any_values_in_an_export_there_is_a_text_or_nothing(messages):
    export = {"messages": messages, "name": 1, "type": [], "conversations": messages}

    for chat in (read_telegram(export), read_signal(export)):
        if chat is not None:
            write_text_layer(TextLayer(pages_of(chat.messages)))


@given(JSON)
def test_for_any_json_there_is_a_chat_or_none(written):
    read_telegram(written)
    read_signal(written)
