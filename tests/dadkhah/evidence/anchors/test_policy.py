"""Who is asked stands in one file, and nobody is asked by default."""

import pytest

from dadkhah.errors import PolicyNotReadable
from dadkhah.evidence.anchors.anchor_folder import AnchorFolder
from dadkhah.evidence.anchors.policy import Policy
from dadkhah.evidence.anchors.policy_file import read_policy
from dadkhah.evidence.tlog import ed25519
from dadkhah.evidence.tlog.signed_note import COSIGNATURE, VerifierKey


def vkey(number: int) -> str:
    public = ed25519.public_key_of(bytes([number]) * 32)
    return VerifierKey(f"witness.example/{number}", public, COSIGNATURE).text


A, B, C = (vkey(n) for n in (1, 2, 3))


def test_without_a_policy_nobody_is_asked(tmp_path):
    policy = AnchorFolder(tmp_path / "anchors").policy()

    assert policy == Policy()
    assert policy.everybody == ()
    assert policy.is_met_by(())


def test_a_policy_that_is_written_is_read_again(tmp_path):
    policy = (
        Policy()
        .with_authority("tsa", "https://stamp.example/tsr")
        .with_calendar("alice", "https://alice.example")
        .with_witness("north", A, "https://north.example/w")
        .with_witness("south", B)
        .counting(2)
    )
    folder = AnchorFolder(tmp_path / "anchors")
    folder.write_policy(policy)

    assert folder.policy() == policy
    assert "group witnesses 2 north south\nquorum witnesses\n" in policy.written()


def test_a_policy_of_c2sp_is_read():
    policy = read_policy(
        f"# a comment\nlog x\n\nwitness X1 {A}\n".replace("X1", "x1")
        + f"witness x2 {B}\n  witness\ty1 {C} https://y.example\n"
        "group xs 2 x1 x2\ngroup both all xs y1\nquorum both\n"
    )

    assert policy.logs == ("log x",)
    assert policy.is_met_by({"x1", "x2", "y1"})
    assert not policy.is_met_by({"x1", "y1"})
    assert read_policy(policy.written()) == policy


def test_any_needs_one_and_a_quorum_may_be_one_witness():
    any_of = read_policy(f"witness a {A}\nwitness b {B}\ngroup g any a b\nquorum g")
    alone = read_policy(f"witness a {A}\nwitness b {B}\nquorum b")

    assert any_of.is_met_by({"b"})
    assert not any_of.is_met_by({"c"})
    assert alone.is_met_by({"b"})
    assert not alone.is_met_by({"a"})


@pytest.mark.parametrize(("text", "said"), [
    ("", "0 lines `quorum`"), ("quorum none\nquorum none", "2 lines `quorum`"),
    ("quorum nobody", "no witness or group above"), ("nonsense", "not understood"),
    ("authority tsa", "not understood"), ("quorum a b", "not understood"),
    ("log", "not understood"), ("authority tsa ftp://x.example", "no http"),
    ("authority TSA https://x.example", "no name"), ("calendar none https://x.example", "no name"),
    ("calendar a https://x\ncalendar a https://y", "is taken"),
    (f"witness a {A}\nwitness b {A}", "same key"), ("witness a nokey", "no key of a witness"),
    (f"witness a {A}\ngroup g 2 a", "cannot be met"), (f"witness a {A}\ngroup g 0 a", "cannot"),
    (f"witness a {A}\ngroup g x a", "cannot be met"), (f"witness a {A}\ngroup g any b", "above"),
    (f"witness a {A}\ngroup g any a a", "counted twice"),
    (f"witness a {A}\ngroup a any a", "taken"),
    (f"witness a {A}\ngroup g any a\ngroup h any a", "counted twice"),
])  # fmt: skip
def test_a_line_that_is_not_understood_is_named(text, said):
    with pytest.raises(PolicyNotReadable, match=said):
        read_policy(text)


def test_a_policy_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "policy").write_bytes(b"\xff")
    with pytest.raises(PolicyNotReadable, match="UTF-8"):
        AnchorFolder(tmp_path).policy()


def test_the_quorum_stays_and_shrinks_with_the_witnesses():
    two = Policy().with_witness("a", A).with_witness("b", B).counting(2)

    assert two.with_witness("c", C).counting().groups[0].needed == 2
    assert two.without("b").groups[0].needed == 1
    assert two.without("b").without("a").quorum == "none"


def test_a_quorum_that_cannot_be_met_is_refused():
    policy = Policy().with_witness("a", A)
    for needed in (0, 2):
        with pytest.raises(PolicyNotReadable, match="cannot be met"):
            policy.counting(needed)


def test_groups_written_by_hand_are_not_overwritten():
    policy = read_policy(f"witness a {A}\ngroup g any a\nquorum g")
    with pytest.raises(PolicyNotReadable, match="groups of its own"):
        policy.with_witness("b", B).counting()
    with pytest.raises(PolicyNotReadable, match="groups of its own"):
        policy.without("a")


def test_removing_an_authority_leaves_the_quorum_alone():
    policy = read_policy(f"authority tsa https://x\nwitness a {A}\ngroup g any a\nquorum g")

    assert policy.without("tsa").authorities == ()
    for name in ("g", "nobody"):
        with pytest.raises(PolicyNotReadable, match="is no authority"):
            policy.without(name)
