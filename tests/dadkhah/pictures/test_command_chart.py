"""The command chart shows what is documented for a day, and no box covers another."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.dates import read_date
from dadkhah.pictures.command import Standing, command_chart
from dadkhah.pictures.command.boxes import BOX_WIDTH
from dadkhah.pictures.command.layers import layered
from dadkhah.records.persons import CommandLink, Person, Position

NODES = st.sampled_from([f"O-{letter}" for letter in "abcdefgh"])
ARROWS = st.lists(st.tuples(NODES, NODES), max_size=20)


def linked(*arrows, held="2022-01-01/.."):
    return tuple(
        CommandLink(f"CL-{n:02}", above, below, read_date(held), "Decree")
        for n, (above, below) in enumerate(arrows, start=1)
    )


@pytest.fixture(scope="module")
def a_command(a_case):
    def make(*arrows, positions=(), held="2022-01-01/..", persons="abcdefgh"):
        return a_case(
            persons=(
                *(Person(f"O-{letter}", "institution") for letter in persons),
                Person("P-one", "individual"),
            ),
            command_links=linked(*arrows, held=held),
            positions=positions,
        )

    return make


@given(ARROWS)
def test_for_any_links_every_node_is_in_one_layer(arrows):
    nodes = {end for arrow in arrows for end in arrow}
    layers = layered(nodes, arrows)

    assert sorted(node for layer in layers for node in layer) == sorted(nodes)
    assert layered(sorted(nodes, reverse=True), arrows[::-1]) == layers


@given(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
def test_without_rings_a_subordinate_is_always_below(pairs):
    arrows = [(f"O-{a}", f"O-{b}") for a, b in pairs if a < b]
    layers = layered({end for arrow in arrows for end in arrow}, arrows)
    level = {node: number for number, layer in enumerate(layers) for node in layer}

    assert all(level[above] < level[below] for above, below in arrows)


@given(arrows=ARROWS, right_to_left=st.booleans())
def test_for_any_links_no_box_covers_another_and_lines_join_their_sides(
    arrows, right_to_left, a_command
):
    chart = command_chart(
        a_command(*arrows),
        date(2023, 1, 1),
        {"O-a": "A long name " * 5},
        right_to_left=right_to_left,
    )

    for one in chart.boxes:
        assert one.x >= 0
        assert one.x + one.width <= chart.width
        assert one.y + one.height <= chart.height
        for other in chart.boxes:
            if one is not other:
                apart_x = one.x + one.width <= other.x or other.x + other.width <= one.x
                apart_y = one.y + one.height <= other.y or other.y + other.height <= one.y
                assert apart_x or apart_y
        assert all(one.y < line.y < one.y + one.height for line in one.lines)
    boxes = {box.code: box for box in chart.boxes}
    for command in chart.commands:
        above, below = boxes[command.link.superior], boxes[command.link.subordinate]
        assert command.route.start[0] in (above.x, above.x + BOX_WIDTH)
        assert command.route.end[0] in (below.x, below.x + BOX_WIDTH)
        assert below.y < command.route.end[1] < below.y + below.height
    places = [command.route.number for command in chart.commands]
    assert len(set(places)) == len(places)


def test_a_link_documented_earlier_is_marked_and_a_later_one_is_only_counted(a_command):
    case = a_command(("O-a", "O-b"), held="2022-05-07")

    assert command_chart(case, date(2022, 5, 7), {}).commands[0].standing is Standing.HELD
    assert command_chart(case, date(2023, 1, 1), {}).commands[0].standing is Standing.EARLIER
    before = command_chart(case, date(2022, 1, 1), {})
    assert (before.commands, before.boxes, before.later) == ((), (), 1)
    assert before.following == date(2022, 5, 7)
    assert before.previous is None


def test_what_has_ended_is_counted_and_not_drawn(a_command):
    chart = command_chart(
        a_command(("O-a", "O-b"), held="2021-01-01/2021-12-31"), date(2022, 6, 1), {}
    )

    assert (chart.commands, chart.ended) == ((), 1)


def test_who_holds_an_office_stands_in_its_box(a_command):
    position = Position("PO-1", "P-one", "O-b", "Head", read_date("2022-01-01/.."))
    chart = command_chart(
        a_command(("O-a", "O-b"), positions=(position,)), date(2023, 1, 1), {"P-one": "One"}
    )
    box = next(box for box in chart.boxes if box.code == "O-b")

    assert [line.text for holder in box.holders for line in holder.lines] == ["One"]
    assert chart.offices["PO-1"].standing is Standing.HELD
    assert chart.apart == 0


def test_an_office_without_a_documented_command_stands_apart(a_command):
    positions = tuple(
        Position(f"PO-{letter}", "P-one", f"O-{letter}", "Head", read_date("2022-01-01/.."))
        for letter in "cde"
    )
    chart = command_chart(a_command(("O-a", "O-b"), positions=positions), date(2023, 1, 1), {})
    alone = [box for box in chart.boxes if box.y >= chart.apart]

    assert [box.code for box in alone] == ["O-c", "O-d", "O-e"]


def test_what_names_a_person_that_the_reader_may_not_see_is_not_there(a_command):
    position = Position("PO-1", "P-hidden", "O-b", "Head", read_date("2022-01-01/.."))
    case = a_command(("O-a", "O-b"), ("O-hidden", "O-a"), positions=(position,))
    chart = command_chart(case, date(2023, 1, 1), {})
    without = replace(case, positions=(), command_links=linked(("O-a", "O-b")))

    assert chart == command_chart(without, date(2023, 1, 1), {})


def test_right_to_left_begins_at_the_other_side(a_command):
    case = a_command(("O-a", "O-b"))
    one_way = {b.code: b.x for b in command_chart(case, date(2023, 1, 1), {}).boxes}
    chart = command_chart(case, date(2023, 1, 1), {}, right_to_left=True)
    other = {b.code: b.x for b in chart.boxes}

    assert one_way["O-a"] < one_way["O-b"]
    assert other["O-a"] > other["O-b"]
    assert other["O-a"] == chart.width - one_way["O-a"] - BOX_WIDTH
