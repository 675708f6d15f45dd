"""Exports of WhatsApp are read message by message, in the forms and scripts phones write."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dadkhah.derivation.kinds.chats.chat import chat_in
from dadkhah.derivation.kinds.chats.whatsapp import read_whatsapp
from dadkhah.derivation.outcome import Done, Failed, Limits, Reason

PERSIAN = (
    "۲۰۲۱/۵/۳۰، ۱۸:۴۴ - پیام‌ها و تماس‌ها سرتاسر رمزگذاری شده‌اند.\n"
    "۲۰۲۱/۵/۳۰، ۱۸:۴۴ - کریمه: سلام، می‌آیی؟\n"
    "۲۰۲۱/۵/۳۱، ۹:۰۵ - ګلالۍ: <رسانه حذف شد>\n"
)


def notices(outcome):
    return {one["code"]: one["text"] for one in outcome.answer["notices"]}


def facts(outcome):
    return [(one["name"], one["value"]) for one in outcome.answer["facts"]]


def test_a_persian_export_is_read_day_by_day_behind_walls(run):
    outcome = run("chat", PERSIAN.encode(), Limits())

    assert isinstance(outcome, Done)
    first, second = run.layer().pages
    assert (first.label, second.label) == ("2021-05-30", "2021-05-31")
    assert first.text.splitlines()[1] == "18:44 · کریمه: سلام، می‌آیی؟"
    assert second.text == "09:05 · ګلالۍ: <رسانه حذف شد>"
    assert ("participant", "کریمه: 1 messages") in facts(outcome)
    assert ("first", "2021-05-30 18:44") in facts(outcome)
    assert "1 files were left out" in notices(outcome)["missing-files"]


@pytest.mark.parametrize(
    ("line", "day", "time", "who"),
    [
        ("12/31/22, 9:41 PM - Ana: hi", "2022-12-31", "21:41", "Ana"),
        ("12/31/22, 12:01\u202fAM - Ana: hi", "2022-12-31", "00:01", "Ana"),
        ("31/12/2022, 21:41 - Ana: hi", "2022-12-31", "21:41", "Ana"),
        ("[31/12/2022, 21:41:07] Ana: hi", "2022-12-31", "21:41:07", "Ana"),
        ("\u200e[31.12.22, 21:41:07] \u202aAna\u202c: hi", "2022-12-31", "21:41:07", "Ana"),
        ("[31/12/2022 21:41:07] Ana: hi", "2022-12-31", "21:41:07", "Ana"),
        ("2022-12-31, 09.41 - Ana: hi", "2022-12-31", "09:41", "Ana"),
        ("\u200f31\u200f/12\u200f/2022، 9:41 م - Ana: hi", "2022-12-31", "21:41", "Ana"),
        ("۳۱/۱۲/۲۰۲۲، ۹:۴۱ ب.ظ. - Ana: hi", "2022-12-31", "21:41", "Ana"),
        ("٣١/١٢/٢٠٢٢، ٩:٤١ ص - Ana: hi", "2022-12-31", "09:41", "Ana"),
    ],
)
def test_a_message_begins_as_phones_write_it(line, day, time, who):
    chat = read_whatsapp(f"{line}\n{line}\nand more")

    assert len(chat.messages) == 2
    message = chat.messages[1]
    assert (message.day, message.time, message.who) == (day, time, who)
    assert message.words == "hi\nand more"


@pytest.mark.parametrize(
    ("days", "read", "is_told"),
    [
        (("3/4/22", "13/4/22"), "2022-04-03", False),
        (("3/4/22", "3/14/22"), "2022-03-04", False),
        (("3/4/22", "4/3/22", "5/3/22"), "2022-03-04", True),
        (("3/4/22", "4/5/22"), "3/4/22", True),
        (("13/4/22", "4/13/22"), "13/4/22", True),
        (("9/1/22", "10/1/22", "1/2/22"), "2022-01-09", True),
        (("3/4/22", "3/4/22"), "3/4/22", True),
        (("3.4.22", "3.4.22"), "2022-04-03", False),
    ],
)
def test_day_and_month_are_told_apart_or_left_in_doubt(days, read, is_told):
    chat = read_whatsapp("\n".join(f"{day}, 10:00 - Ana: hi" for day in days))

    assert chat.messages[0].day == read
    assert ("day-or-month" in [one.code for one in chat.notices]) is is_told


def test_files_deleted_and_edited_messages_are_told(run):
    lines = [
        "31/12/2022, 10:00 - Ana: IMG-20221231-WA0001.jpg (file attached)",
        "31/12/2022, 10:01 - Ana: This message was deleted",
        "31/12/2022, 10:02 - Ana: new words <This message was edited>",
        "31/12/2022, 10:03 - Ana: \u200e<attached: 00000004-PHOTO-2022.jpg>",
        "31/12/2022, 10:04 - Ana: این پیام حذف شد",
        "31/12/2022, 09:00 - Ana: earlier",
        "31/12/2022, 09:01 - Ana changed the subject",
    ]
    outcome = run("chat", "\n".join(lines).encode())

    told = notices(outcome)
    assert "IMG-20221231-WA0001.jpg; 00000004-PHOTO-2022.jpg" in told["named-files"]
    assert "2022-12-31 10:04 Ana" in told["deleted-message"]
    assert "10:02 Ana" in told["edited-message"]
    assert "1 messages bear an earlier time" in told["out-of-order"]
    text = run.layer().pages[0].text.splitlines()
    assert text[2] == "10:02 · Ana: new words (edited)"
    assert text[-1] == "09:01 · Ana changed the subject"


def test_a_year_of_the_solar_calendar_stands_as_it_is_written():
    chat = read_whatsapp(PERSIAN.replace("۲۰۲۱/۵/۳", "۱۴۰۰/۳/۹"))

    assert chat.messages[0].day == "1400-03-90"
    assert [one.code for one in chat.notices] == ["solar-days"]


@pytest.mark.parametrize("text", ["", "only words", "12/31/22, a day", "[", "{}", "[1, 2]", "null"])
def test_what_is_no_chat_is_read_as_the_text_it_is(run, text):
    outcome = run("chat", text.encode())

    assert isinstance(outcome, Done)
    assert "facts" not in outcome.answer
    assert run.layer().pages[0].text == text


def test_what_is_no_text_is_refused(run):
    outcome = run("chat", b"12/31/22, 9:41 PM - Ana: hi\x00\x01\x02\xff")

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.NOT_THIS_KIND


def test_a_long_day_is_parted_and_many_days_are_joined(run):
    lines = "\n".join(f"31/12/2022, 10:00 - Ana: {n}" for n in range(501))
    run("chat", lines.encode())

    assert [page.text.count("\n") + 1 for page in run.layer().pages] == [500, 1]


HEADS = st.sampled_from(
    ["12/31/22, 9:41 PM - ", "[31/12/2022, 21:41:07] ", "۲۰۲۱/۵/۳۰، ۱۸:۴۴ - ", "99/99/99, 99:99 - "]
)
LINES = st.builds(str.__add__, HEADS | st.just(""), st.text(max_size=30))


@given(st.lists(LINES, max_size=8).map("\n".join) | st.text())
@example("0/0/0, 0:00 - a: b\n0/0/0, 0:00 - a: b")
@example("[" * 5000)
@example('{"a":' * 5000)
def test_for_any_text_there_is_a_chat_or_none(text):
    chat = chat_in(text)

    if chat is not None:
        assert chat.messages
        "".join(one.words + one.who for one in chat.messages).encode()
