"""Tasks run many at once; each request comes back once, and its folder is gone afterwards."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dadkhah.derivation.engine import AHEAD, Request, ThisMachine
from dadkhah.derivation.outcome import Done, Failed


def test_each_request_comes_back_once_with_what_it_made(tmp_path):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    contents = [b"one", b"\0\1", "سه".encode()]
    requests = []
    for n, content in enumerate(contents):
        (tmp_path / str(n)).write_bytes(content)
        requests.append(Request(n, "plain-text", tmp_path / str(n)))
    seen = {}
    for one in ThisMachine(2).run(requests, scratch):
        seen[one.request.key] = type(one.outcome), (one.folder / "text.json").exists()

    assert seen == {0: (Done, True), 1: (Failed, False), 2: (Done, True)}
    assert not list(scratch.iterdir())


@settings(max_examples=20)
@given(st.integers(0, 12), st.integers(1, 3))
def test_for_any_number_of_requests_few_are_taken_ahead(tmp_path_factory, count, at_once):
    folder = tmp_path_factory.mktemp("engine")
    (folder / "source").write_bytes(b"x")
    (folder / "scratch").mkdir()
    taken = 0

    def requests():
        nonlocal taken
        for n in range(count):
            taken += 1
            yield Request(n, "plain-text", folder / "source")

    done = 0
    for _ in ThisMachine(at_once).run(requests(), folder / "scratch"):
        assert taken - done <= at_once * AHEAD
        done += 1

    assert done == count


def test_who_stops_asking_leaves_no_folder_behind(tmp_path):
    (tmp_path / "source").write_bytes(b"x")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    running = ThisMachine(1).run(
        [Request(n, "plain-text", tmp_path / "source") for n in range(2)], scratch
    )
    next(running)
    running.close()

    assert not list(scratch.iterdir())
