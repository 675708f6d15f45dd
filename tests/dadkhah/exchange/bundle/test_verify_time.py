"""What others say of the time counts if the reader trusts them, and for the head they saw."""

import shutil
import subprocess
from datetime import timedelta
from hashlib import sha256

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given, settings
from hypothesis import strategies as st
from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation
from opentimestamps.core.op import OpAppend, OpHexlify, OpKECCAK256, OpPrepend, OpSHA256
from opentimestamps.core.serialize import BytesSerializationContext
from opentimestamps.core.timestamp import DetachedTimestampFile, Timestamp

from authority import AT, Authority, Certified, der, make_key
from dadkhah.evidence.anchors.policy import Policy
from dadkhah.evidence.anchors.witnessing.cosignature import cosign
from dadkhah.evidence.tlog import ed25519
from dadkhah.evidence.tlog.signed_note import COSIGNATURE, VerifierKey
from dadkhah.exchange import verify
from dadkhah.exchange.verify import Trust

KINDS = [
    ("P-256", "sha256", False), ("P-384", "sha384", False), ("P-256", "sha512", False),
    ("rsa", "sha256", False), ("rsa", "sha384", False), ("rsa", "sha512", False),
    ("rsa", "sha256", True), ("rsa", "sha512", True),
]  # fmt: skip


class Anchored:
    """A bundle whose newest head has anchors; its files are put there after the release."""

    def __init__(self, forger, device):
        self.forger, self.device, self.size = forger, device, 276
        self.head = forger.read(f"data/log/{device}/checkpoint")
        self.digest = sha256(self.head).digest()

    def name(self, name, size=None):
        return f"data/anchors/{self.device}/{size or self.size}/{name}"

    def add(self, name, content, size=None):
        self.forger.write(self.name(name, size), content)
        self.forger.relist()

    def verdict(self, name="tsa.tsr", **trust):
        verdict = self.forger.verdict(trust=Trust(**trust))
        said = [(s, reason) for s, subject, reason in verdict.items if subject.endswith(name)]
        return said[-1]


@pytest.fixture
def anchored(forger, house):
    return Anchored(forger, house.key.device)


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture(autouse=True)
def little_work(monkeypatch):
    """Let blocks of a test chain count: nobody can mine a real one for a test."""
    monkeypatch.setattr(verify, "LEAST_WORK", 0)


# --- time stamps ---


@pytest.mark.parametrize(("kind", "digest", "pss"), KINDS)
def test_a_stamp_under_a_root_the_reader_gives_is_proven(anchored, kind, digest, pss):
    root = Certified.make("A root", ca=True, kind=kind, digest=digest)
    middle = Certified.make("A middle", root, ca=True, kind=kind, digest=digest)
    signer = Certified.make("A stamping authority", middle, kind=kind, digest=digest)
    own = Authority(root, signer, digest=digest, pss=pss, sent=(signer, middle))
    anchored.add("tsa.tsr", own.stamp(anchored.digest, nonce=5))
    status, reason = anchored.verdict(roots=(root.pem,))

    assert status == "PROVEN", reason
    assert "existed on 2026-11-24 02:03:00 UTC, says 'A stamping authority'" in reason
    assert "which you gave" in reason
    assert "Not checked: whether a certificate was revoked" in reason
    assert "openssl ts -verify -data data/log" in reason


def test_a_stamp_under_no_root_is_a_note_that_says_what_was_not_checked(anchored, authority):
    anchored.add("tsa.tsr", authority.stamp(anchored.digest))
    status, reason = anchored.verdict()

    assert status == "NOTE"
    assert "somebody who calls themselves 'A stamping authority'" in reason
    assert "leads to no root" in reason


def test_a_root_that_came_with_the_bundle_is_a_note(own_house, forger, tmp_path, authority):
    bundle = bundled(own_house, forger, tmp_path, authority)
    status, reason = bundle.verdict()

    assert status == "NOTE"
    assert "which came with the bundle and is NOT one you gave" in reason
    assert bundle.forger.verdict().problems == []
    assert bundle.verdict(roots=(authority.root.pem,))[0] == "PROVEN"


def bundled(house, forger, tmp_path, authority, **files):
    """A bundle of a house that had its kept head anchored before it wrote the bundle."""
    (kept,) = (house.log / "checkpoints").iterdir()
    house.anchors = tmp_path / "anchors"
    target = house.anchors / house.key.device / kept.name
    (house.anchors / "roots").mkdir(parents=True)
    target.mkdir(parents=True)
    (house.anchors / "roots" / "tsa.pem").write_bytes(authority.root.pem)
    policy = Policy().with_authority("tsa", "https://tsa.example").written()
    (house.anchors / "policy").write_text(policy)
    (target / "checkpoint").write_bytes(kept.read_bytes())
    (target / "tsa.tsr").write_bytes(authority.stamp(sha256(kept.read_bytes()).digest()))
    for name, content in files.items():
        (target / name.replace("_", ".")).write_bytes(content)
    house.bundle(tmp_path / "out")
    made = Anchored(type(forger)(tmp_path / "out"), house.key.device)
    made.size = kept.name
    return made


def test_whom_the_house_asks_cannot_be_exchanged_after_the_release(
    own_house, forger, tmp_path, authority
):
    bundle = bundled(own_house, forger, tmp_path, authority)
    other = Authority()
    bundle.forger.write("data/anchors/roots/tsa.pem", other.root.pem)
    bundle.forger.relist()

    assert bundle.forger.verdict().says("bytes are not those listed in data/release/files.txt")


def test_a_stamp_by_another_authority_than_the_root_of_its_name_is_wrong(
    own_house, forger, tmp_path, authority
):
    bundle = bundled(own_house, forger, tmp_path, authority)
    (kept,) = (own_house.log / "checkpoints").iterdir()
    bundle.add("tsa.tsr", Authority().stamp(sha256(kept.read_bytes()).digest()))

    assert bundle.verdict()[0] == "WRONG"
    assert "does not lead to the root in this bundle" in bundle.verdict()[1]


@pytest.mark.parametrize("content", [b"another head", b""])
def test_a_stamp_of_something_else_is_wrong(anchored, authority, content):
    anchored.add("tsa.tsr", authority.stamp(sha256(content).digest()))

    assert anchored.verdict() == ("WRONG", "not a time stamp over the SHA-256 of this head")


def test_a_stamp_of_another_head_of_the_same_log_is_wrong(anchored, authority):
    (kept,) = (anchored.forger.folder / f"data/log/{anchored.device}/checkpoints").iterdir()
    anchored.add("tsa.tsr", authority.stamp(anchored.digest), size=kept.name)

    assert anchored.verdict()[0] == "WRONG"


def test_a_stamp_over_another_hash_function_is_wrong(anchored, authority):
    anchored.add("tsa.tsr", authority.stamp(anchored.digest, hashed="sha384"))

    assert anchored.verdict()[0] == "WRONG"


def test_a_twin_of_the_authority_s_certificate_is_wrong(anchored, authority):
    twin = Certified.make("A stamping authority", authority.root)
    swapped = Authority(authority.root, authority.signer, sent=(twin,))
    anchored.add("tsa.tsr", swapped.stamp(anchored.digest))

    assert "certificate of its signer did not come along" in anchored.verdict()[1]


def test_a_certificate_for_the_same_key_that_was_not_signed_for_is_wrong(anchored, authority):
    signer = authority.signer
    twin = Certified.make("A stamping authority", authority.root, key=signer.key)
    lying = Authority(authority.root, twin, sent=(twin,))
    info = lying.info(anchored.digest, None, "sha256")
    own = Authority(authority.root, signer).attributes(info)
    anchored.add("tsa.tsr", lying.respond(lying.signed(info, own)))

    assert anchored.verdict() == ("WRONG", "its certificate was exchanged")


@pytest.mark.parametrize("changes", [
    {"usage": ExtendedKeyUsageOID.CODE_SIGNING}, {"usage": None}, {"critical": False},
])  # fmt: skip
def test_a_certificate_that_is_not_for_stamps_is_wrong(anchored, authority, changes):
    signer = Certified.make("Somebody", authority.root, **changes)
    anchored.add("tsa.tsr", Authority(authority.root, signer).stamp(anchored.digest))

    assert anchored.verdict(roots=(authority.root.pem,)) == (
        "WRONG", "its certificate is not meant for time stamps alone",
    )  # fmt: skip


def test_a_certificate_that_had_ended_leads_nowhere(anchored, authority):
    signer = Certified.make("Somebody", authority.root, ends=AT - timedelta(days=1))
    anchored.add("tsa.tsr", Authority(authority.root, signer).stamp(anchored.digest))

    assert anchored.verdict(roots=(authority.root.pem,))[0] == "NOTE"


def test_somebody_with_a_certificate_cannot_make_others(anchored, authority):
    """A leaf under a trusted root that signs a certificate of its own."""
    leaf = Certified.make("A leaf", authority.root)
    signer = Certified.make("A stamping authority", leaf)
    forged = Authority(authority.root, signer, sent=(signer, leaf))
    anchored.add("tsa.tsr", forged.stamp(anchored.digest))

    assert anchored.verdict(roots=(authority.root.pem,))[0] == "NOTE"


def test_a_root_of_the_same_name_is_not_the_root(anchored, authority):
    anchored.add("tsa.tsr", authority.stamp(anchored.digest))

    assert anchored.verdict(roots=(Authority().root.pem,))[0] == "NOTE"


def test_signed_attributes_that_lack_one_are_wrong(anchored, authority):
    info = authority.info(anchored.digest, None, "sha256")
    for missing in range(3):
        attributes = authority.attributes(info)
        del attributes[missing]
        anchored.add("tsa.tsr", authority.respond(authority.signed(info, attributes)))

        assert anchored.verdict()[0] == "WRONG"


def test_a_stamp_of_before_what_it_covers_is_wrong(anchored, authority):
    early = Authority(authority.root, authority.signer, at=AT - timedelta(days=2))
    anchored.add("tsa.tsr", early.stamp(anchored.digest))
    status, reason = anchored.verdict(roots=(authority.root.pem,))

    assert (status, "after this anchor" in reason) == ("WRONG", True)


def test_a_refusal_is_no_stamp(anchored):
    anchored.add("tsa.tsr", bytes.fromhex("30053003020102"))

    assert anchored.verdict() == ("WRONG", "the authority did not grant it")


def test_many_certificates_made_to_keep_it_busy_are_refused(anchored, authority):
    key = make_key("P-256")
    crowd = [Certified.make("A root", authority.root, ca=True, key=key) for _ in range(19)]
    busy = Authority(authority.root, authority.signer, sent=(authority.signer, *crowd))
    anchored.add("tsa.tsr", busy.stamp(anchored.digest))
    assert anchored.verdict(roots=(Authority().root.pem,))[0] == "NOTE"

    busy.sent += (crowd[0],)
    anchored.add("tsa.tsr", busy.stamp(anchored.digest))
    assert "more certificates" in anchored.verdict()[1]


def test_a_chain_of_seven_is_found_and_a_path_that_is_too_long_for_its_authority_is_not(
    anchored, authority
):
    chain = [authority.root]
    for number in range(5):
        chain.append(Certified.make(f"Middle {number}", chain[-1], ca=True))
    signer = Certified.make("A stamping authority", chain[-1])
    far = Authority(authority.root, signer, sent=(signer, *chain[1:]))
    anchored.add("tsa.tsr", far.stamp(anchored.digest))
    assert anchored.verdict(roots=(authority.root.pem,))[0] == "PROVEN"

    first = Certified.make("First", authority.root, ca=True, longest=0)
    second = Certified.make("Second", first, ca=True)
    signer = Certified.make("A stamping authority", second)
    long = Authority(authority.root, signer, sent=(signer, second, first))
    anchored.add("tsa.tsr", long.stamp(anchored.digest))
    assert anchored.verdict(roots=(authority.root.pem,))[0] == "NOTE"


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_for_any_changes_to_a_stamp_or_a_proof_there_is_a_verdict(data):
    """Nothing but a problem, or one of the two errors that `Bundle.check` knows, comes out."""
    digest = bytes(32)
    kind = data.draw(st.sampled_from(["stamp", "proof"]))
    content = bytearray(_STAMP if kind == "stamp" else proof(digest)[0])
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(_STAMP))) % (len(content) + 1)
        end = start + data.draw(st.integers(0, 4))
        content[start:end] = data.draw(st.binary(max_size=4))
    try:
        if kind == "stamp":
            token = verify.read_token(bytes(content), digest.hex())
            verify.chain_of(token, verify.read_pem(_SHARED.root.pem))
        else:
            verify.walk_proof(bytes(content), digest)
    except (verify.Problem, ValueError, OverflowError):
        return


_SHARED = Authority()
_STAMP = _SHARED.stamp(bytes(32))


@pytest.mark.parametrize(("kind", "pss"), [("P-256", False), ("rsa", False), ("rsa", True)])
def test_a_stamp_with_any_byte_changed_is_not_proven(anchored, kind, pss):
    root = Certified.make("A root", ca=True, kind=kind)
    own = Authority(root, Certified.make("A stamping authority", root, kind=kind), pss=pss)
    stamp, trust = own.stamp(anchored.digest), Trust((root.pem,))
    bundle = verify.Bundle(str(anchored.forger.folder))
    verify.check_logs(bundle, set(), [])
    name = anchored.name("tsa.tsr")
    anchored.forger.write(name, stamp)
    bundle.files[name] = str(anchored.forger.folder / name)
    outcome = []
    for position in range(0, len(stamp), 17):
        changed = bytearray(stamp)
        changed[position] ^= 1 << position % 8
        anchored.forger.write(name, bytes(changed))
        bundle.said.clear()
        bundle.check(name, verify.check_time_stamp, name, trust)
        outcome.append(bundle.said[0][0])
        # What lies outside the signed parts (a set of names of hashes) may change without harm.
        if bundle.said[0][0] == "PROVEN":
            assert "existed on 2026-11-24 02:03:00 UTC, says 'A stamping authority'" in str(
                bundle.said
            )

    assert outcome.count("PROVEN") < len(outcome) / 10


def test_a_stamp_cut_anywhere_is_refused_without_harm(anchored, authority):
    whole = authority.stamp(anchored.digest)
    for length in range(len(whole)):
        with pytest.raises(verify.Problem):
            verify.read_token(whole[:length], anchored.digest.hex())


@pytest.mark.parametrize("name", [
    "data/anchors/x.tsr", "data/anchors/other/276/a.tsr", "data/anchors/{device}/9/a.tsr",
    "data/anchors/{device}/276/a.txt", "data/anchors/{device}/276/deep/a.tsr",
    "data/anchors/roots/a.txt", "data/anchors/{device}/9/a.ots", "data/anchors/a.cosignature",
])  # fmt: skip
def test_an_anchor_of_no_head_is_wrong(anchored, authority, name):
    anchored.forger.write(name.format(device=anchored.device), authority.stamp(anchored.digest))
    anchored.forger.relist()

    assert anchored.forger.verdict().exit == 1


@pytest.mark.parametrize("content", [
    b"", b"\x30", b"\x30\x80", b"\x30\x81\x05", b"\x3f\x01", b"\x30\x84\xff\xff\xff\xff",
    b"\x30\x85\0\0\0\0\0", der(0x30, b"\x02\x81\x01\0"), der(0x30, der(0x30, der(0x02))),
])  # fmt: skip
def test_der_that_is_none_is_refused(anchored, content):
    anchored.add("tsa.tsr", content)

    assert anchored.verdict()[0] == "WRONG"


@pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl")
def test_the_printed_line_of_openssl_agrees(own_house, forger, tmp_path, authority):
    bundle = bundled(own_house, forger, tmp_path, authority)
    _, reason = bundle.verdict()
    command = [*reason.partition("openssl ")[2].split(), "-attime", str(int(AT.timestamp()))]
    said = subprocess.run(["openssl", *command], cwd=bundle.forger.folder, capture_output=True,
                          text=True, check=False)  # fmt: skip

    assert "Verification: OK" in said.stdout + said.stderr


# --- OpenTimestamps ---

BLOCK, EASY = 840_000, bytes.fromhex("ffff7f20")  # the target of a test chain


def mined(root: bytes, at=AT) -> bytes:
    """A header with a little work in it."""
    for nonce in range(10_000):
        header = bytes(36) + root + int(at.timestamp()).to_bytes(4, "little") + EASY
        header += nonce.to_bytes(4, "little")
        hashed = sha256(sha256(header).digest()).digest()
        if int.from_bytes(hashed, "little") <= 0x7FFFFF << 8 * 29:
            return header
    raise AssertionError


IN_BLOCK = (BitcoinBlockHeaderAttestation(BLOCK),)


def proof(digest, *operations, attestations=IN_BLOCK):
    """A proof with two branches, and the message of the first at its end."""
    whole = Timestamp(digest)
    leaf = whole
    for operation in operations or (OpAppend(b"nonce"), OpSHA256(), OpPrepend(b"x"), OpSHA256()):
        leaf = leaf.ops.add(operation)
    leaf.attestations.update(attestations)
    whole.ops.add(OpHexlify()).attestations.add(PendingAttestation("https://cal.example"))
    context = BytesSerializationContext()
    DetachedTimestampFile(OpSHA256(), whole).serialize(context)
    return context.getbytes(), leaf.msg


def test_a_proof_leads_to_the_header_of_a_block(anchored):
    content, root = proof(anchored.digest)
    anchored.add("cal.ots", content)
    status, reason = anchored.verdict("cal.ots", headers=((BLOCK, mined(root)),))

    assert status == "PROVEN", reason
    assert "existed on 2026-11-24 02:03 UTC, give or take two hours" in reason
    assert "2^1 tries" in reason


def test_without_the_header_it_says_what_to_compare(anchored):
    content, root = proof(anchored.digest)
    anchored.add("cal.ots", content)
    status, reason = anchored.verdict("cal.ots")

    assert status == "NOTE"
    assert root[::-1].hex() in reason
    assert "NOT compared. Give the block's header" in reason


def test_a_promise_is_pending(anchored):
    content, _ = proof(anchored.digest, attestations=(PendingAttestation("https://b.example"),))
    anchored.add("cal.ots", content)

    assert anchored.verdict("cal.ots")[1].startswith("pending: ")


@pytest.mark.parametrize("operations", [
    (OpPrepend(b"nonce"), OpSHA256()), (OpAppend(b"other"), OpSHA256()), (OpHexlify(),),
])  # fmt: skip
def test_a_proof_with_a_changed_step_does_not_reach_the_header(anchored, operations):
    _, root = proof(anchored.digest)
    anchored.add("cal.ots", proof(anchored.digest, *operations)[0])

    assert anchored.verdict("cal.ots", headers=((BLOCK, mined(root)),))[0] == "WRONG"


def test_a_header_without_work_is_no_block(anchored):
    content, root = proof(anchored.digest)
    anchored.add("cal.ots", content)
    for bits in (EASY[:3] + b"\x03", bytes(4), bytes.fromhex("ffff7f02")):
        header = bytes(36) + root + bytes(4) + bits + bytes(4)
        assert "no block" in anchored.verdict("cal.ots", headers=((BLOCK, header),))[1]


def test_a_header_with_less_work_than_any_of_bitcoin_is_none(anchored, monkeypatch):
    monkeypatch.undo()
    content, root = proof(anchored.digest)
    anchored.add("cal.ots", content)

    assert anchored.verdict("cal.ots", headers=((BLOCK, mined(root)),)) == (
        "WRONG", "the header you gave took 2^1 tries: it is not of Bitcoin",
    )  # fmt: skip


def test_the_first_block_of_bitcoin_is_read_as_it_was():
    """Its header, known to everybody; it took 2^32 tries."""
    root = bytes.fromhex("4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b")
    header = bytes.fromhex("01000000") + bytes(32) + root[::-1]
    header += bytes.fromhex("29ab5f49ffff001d1dac2b7c")

    time, work = verify.read_header(header)
    assert (f"{time:%Y-%m-%d %H:%M:%S}", work) == ("2009-01-03 18:15:05", 32)


def test_a_block_of_before_what_it_covers_is_wrong(anchored):
    content, root = proof(anchored.digest)
    anchored.add("cal.ots", content)
    header = mined(root, AT - timedelta(days=3))

    assert anchored.verdict("cal.ots", headers=((BLOCK, header),))[0] == "WRONG"


def test_a_proof_of_another_head_is_wrong(anchored):
    anchored.add("cal.ots", proof(bytes(32))[0])

    assert anchored.verdict("cal.ots") == ("WRONG", "not an OpenTimestamps proof of this head")


def test_a_step_of_a_kind_that_python_lacks_is_a_note(anchored):
    anchored.add("cal.ots", proof(anchored.digest, OpKECCAK256())[0])

    assert anchored.verdict("cal.ots")[0] in {"NOTE"}


def test_a_proof_cut_or_lengthened_anywhere_is_wrong(anchored):
    content, _ = proof(anchored.digest)
    for changed in [content[:length] for length in range(len(content))] + [content + b"x"]:
        with pytest.raises(verify.Problem):
            verify.walk_proof(changed, anchored.digest)


@pytest.mark.parametrize("tail", [
    b"\xff" * 300, b"\xf0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", b"\x77", b"\xff\xff",
    (b"\xf0\xff\x1f" + bytes(4095)) * 2,
])  # fmt: skip
def test_a_proof_made_to_harm_is_refused(anchored, tail):
    anchored.add("cal.ots", verify.MAGIC + anchored.digest + tail)

    assert anchored.verdict("cal.ots")[0] == "WRONG"


# --- witnesses ---


class Seer:
    """A witness with a key."""

    def __init__(self, number):
        self.seed = bytes([number]) * 32
        name = f"witness.example/w{number}"
        self.key = VerifierKey(name, ed25519.public_key_of(self.seed), COSIGNATURE)

    def line(self, head, at=AT):
        return cosign(head, self.key, lambda m: ed25519.sign(self.seed, m), at=at).encode()


ONE, TWO, THREE = Seer(1), Seer(2), Seer(3)
LINES = f"witness one {ONE.key.text}\nwitness two {TWO.key.text} https://two.example\n"
BOTH = f"{LINES}group both 2 one two\nquorum both\n"
ANY = f"# mine\n{LINES}authority tsa https://x\ngroup any any one two\nquorum any\n"


def test_a_cosignature_by_a_witness_the_reader_knows_is_proven(anchored):
    anchored.add("one.cosignature", ONE.line(anchored.head))
    status, reason = anchored.verdict("one.cosignature", policy=ANY)

    assert (status, "'one' (witness.example/w1) on 2026-11-24" in reason) == ("PROVEN", True)
    assert anchored.verdict("quorum of witnesses", policy=ANY)[0] == "PROVEN"


def test_a_quorum_that_is_not_met_is_missing(anchored):
    anchored.add("one.cosignature", ONE.line(anchored.head))

    assert anchored.verdict("quorum of witnesses", policy=BOTH)[0] == "MISSING"
    anchored.add("two.cosignature", TWO.line(anchored.head))
    assert anchored.verdict("quorum of witnesses", policy=BOTH)[0] == "PROVEN"


def test_one_witness_twice_is_one_witness(anchored):
    anchored.add("one.cosignature", ONE.line(anchored.head) * 2)
    anchored.add("two.cosignature", ONE.line(anchored.head))

    assert anchored.verdict("quorum of witnesses", policy=BOTH)[0] == "MISSING"


def test_an_unknown_witness_counts_for_nothing(anchored):
    anchored.add("three.cosignature", THREE.line(anchored.head))

    assert "counts for nothing" in anchored.verdict("three.cosignature", policy=ANY)[1]
    assert anchored.verdict("quorum of witnesses", policy=ANY)[0] == "MISSING"


def test_a_policy_that_came_with_the_bundle_is_a_note(own_house, forger, tmp_path, authority):
    (kept,) = (own_house.log / "checkpoints").iterdir()
    made = bundled(own_house, forger, tmp_path, authority,
                   one_cosignature=ONE.line(kept.read_bytes()))  # fmt: skip
    made.forger.write("data/anchors/policy", ANY.encode())
    made.forger.relist()

    assert made.verdict("one.cosignature")[0] == "NOTE"
    assert "by the policy that came with the bundle" in made.verdict("quorum of witnesses")[1]
    assert made.verdict("policy of witnesses")[0] == "NOTE"


def test_a_cosignature_of_another_head_is_wrong(anchored):
    anchored.add("one.cosignature", ONE.line(anchored.head.replace(b"\n276\n", b"\n275\n")))

    assert anchored.verdict("one.cosignature", policy=ANY)[0] == "WRONG"


def test_a_cosignature_of_another_time_is_wrong(anchored):
    line = ONE.line(anchored.head)
    later = ONE.line(anchored.head, AT + timedelta(days=1))
    mixed = line[: len("— witness.example/w1 ".encode()) + 12] + later[-92 + 0 :]
    anchored.add("one.cosignature", mixed)

    assert anchored.verdict("one.cosignature", policy=ANY)[0] == "WRONG"


@pytest.mark.parametrize("content", [b"", b"x\n", b"\n", "— a b\n".encode(), b"\xff\xff\n"])
def test_lines_that_are_no_cosignatures_are_wrong(anchored, content):
    anchored.add("one.cosignature", content)

    assert anchored.verdict("one.cosignature", policy=ANY)[0] == "WRONG"


@pytest.mark.parametrize("policy", [
    "", "quorum x", "quorum none\nquorum none", LINES, f"witness a {ONE.key.text}x\nquorum none",
    f"{LINES}witness three {ONE.key.text}\nquorum one",
    f"{LINES}group g 3 one two\nquorum g", f"{LINES}group g any one three\nquorum g",
    f"{LINES}group g any one one\nquorum g", f"{LINES}group one any two\nquorum one",
    f"{LINES}group g any one\ngroup h any one\nquorum g",
])  # fmt: skip
def test_a_policy_that_cannot_be_is_wrong(anchored, policy):
    assert anchored.verdict("policy of witnesses", policy=policy)[0] == "WRONG"


# --- the command line ---


def test_what_the_reader_trusts_is_given_on_the_command_line(anchored, authority, tmp_path):
    content, root = proof(anchored.digest)
    anchored.add("cal.ots", content)
    anchored.add("one.cosignature", ONE.line(anchored.head))
    anchored.add("tsa.tsr", authority.stamp(anchored.digest))
    (tmp_path / "root.pem").write_bytes(authority.root.pem)
    (tmp_path / "policy").write_text(ANY)
    result = anchored.forger.run(
        "--root", str(tmp_path / "root.pem"), "--policy", str(tmp_path / "policy"),
        "--header", f"{BLOCK}:{mined(root).hex()}",
    )  # fmt: skip

    # The header has no more work in it than a test can do, and the program says so.
    assert "2^1 tries: it is not of Bitcoin" in result.stdout
    assert result.stdout.count("WRONG  ") == 1, result.stdout
    proven = [line for line in result.stdout.splitlines() if line.startswith("PROVEN")]
    for name in ("tsa.tsr", "one.cosignature", "quorum of witnesses"):
        assert [line for line in proven if f"{name}: " in line], name


@pytest.mark.parametrize("arguments", [
    ("--header", "12"), ("--header", f"1:{'0' * 159}"), ("--root", "nowhere"),
    ("--policy", "nowhere"),
])  # fmt: skip
def test_arguments_that_mean_nothing_are_usage_errors(forger, arguments):
    assert forger.run(*arguments).returncode == 2
