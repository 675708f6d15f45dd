"""What only Python's decoders touch is read without a process of its own, with the same outcome."""

from dadkhah.derivation.outcome import Done, Failed, Reason
from dadkhah.derivation.sandbox import run_here, run_limited
from dadkhah.derivation.text_layer import TEXT_FILE


def test_a_text_is_read_here_as_behind_walls(tmp_path):
    source, here, walled = tmp_path / "a.txt", tmp_path / "here", tmp_path / "walled"
    source.write_text("یک\r\nدو", encoding="utf-8")
    here.mkdir()
    walled.mkdir()

    near, far = run_here("plain-text", source, here), run_limited("plain-text", source, walled)

    assert isinstance(near, Done)
    assert isinstance(far, Done)
    assert near.answer == far.answer
    assert (here / TEXT_FILE).read_bytes() == (walled / TEXT_FILE).read_bytes()


def test_what_is_no_text_fails_here_too(tmp_path):
    source = tmp_path / "a.txt"
    source.write_bytes(b"\x01\x02\x03")

    outcome = run_here("plain-text", source, tmp_path)

    assert isinstance(outcome, Failed)
    assert outcome.reason is Reason.NOT_THIS_KIND
