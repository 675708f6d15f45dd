"""Receive and verify, side by side with cp, bagit, sha256sum and openssl on the same files.

    python bench/preserve.py --quick             under a minute
    python bench/preserve.py --full              all shapes at full size
    python bench/preserve.py --full --shape scale

Every ratio is our time divided by theirs in the same run: smaller than 1 is faster. Rounds are
interleaved (ours, theirs, ours, theirs, ...) and medians are compared. Ours encrypts, logs and
syncs; cp and bagit are given one sync at the end. Python's start is not counted for ours nor for
bagit. Small files are deleted only at the end: on ext4, making files where others were deleted
minutes ago costs ten times as much, for everyone; rounds of big files are deleted to save space.
bagit is taken at its fastest of one and two processes (`_default`: one). On big files its two
processes hash as fast as two cores can, and so do ours: there nothing can be twice as fast. Both
cores must be idle for figures that mean anything.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "build" / "bench"
KIB, MIB, GIB = 1024, 1024**2, 1024**3
ROUNDS = 3
CORES = os.cpu_count() or 1
# shape: (files in full, files in quick, smallest, largest)
SHAPES = {
    "small": (20_000, 4_000, 4 * KIB, 64 * KIB),
    "medium": (200, 40, 5 * MIB, 20 * MIB),
    "large": (2, 0, 2 * GIB, 2 * GIB),
}
GOALS = {
    "receive_small_vs_cp_bagit": 0.5,
    "receive_medium_vs_cp_bagit": 1.0,
    "receive_large_vs_cp_bagit": 1.0,
    "verify_small_vs_bagit": 0.5,
    "verify_medium_vs_bagit": 0.5,
    "verify_medium_vs_openssl": 1.2,
    "peak_mb": 100,
}
AT = datetime(2026, 11, 24, tzinfo=UTC)


def main() -> int:
    """Measure what was asked for; the last line is JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="few files, three rounds (default)")
    size.add_argument("--full", action="store_true", help="all files, five rounds")
    parser.add_argument("--shape", choices=[*SHAPES, "scale"], action="append")
    parser.add_argument("--place", type=Path, default=PLACE, help="where to write, and delete")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        return child(*options.child)
    print(__doc__)
    shapes = options.shape or [*SHAPES, *(["scale"] if options.full else [])]
    place = options.place.absolute() / f"{time.time_ns():x}"
    place.mkdir(parents=True)
    figures: dict[str, float] = {}
    try:
        for shape in shapes:
            if shape == "scale":
                figures |= measure_scale(place)
            elif SHAPES[shape][not options.full]:
                peak = figures.get("peak_mb", 0)
                figures |= measure(shape, place, full=options.full)
                figures["peak_mb"] = max(peak, figures["peak_mb"])
    finally:
        shutil.rmtree(place)
    report(figures)
    print(json.dumps({name: round(value, 3) for name, value in figures.items()}))
    return 0


def report(figures: dict[str, float]) -> None:
    """Say which goals hold."""
    print("\nours / theirs (smaller than 1 is faster)")
    for name, value in figures.items():
        goal = GOALS.get(name)
        verdict = (
            "" if goal is None else f"   goal {goal:g}: {'met' if value <= goal else 'MISSED'}"
        )
        print(f"  {name:<30} {value:8.2f}{verdict}")


def measure(shape: str, place: Path, *, full: bool) -> dict[str, float]:
    """Run every program in turn over one corpus; return the ratios of the medians."""
    corpus = place / f"{shape}-corpus"
    total = make_corpus(corpus, shape, full=full)
    subprocess.run(["sync", "-f", corpus], check=True)
    seconds: dict[str, list[float]] = defaultdict(list)
    peaks = []
    for round_number in range(ROUNDS):
        run = place / f"{shape}-{round_number}"
        run.mkdir()
        for name, work in programs(corpus, run, shape, full=full).items():
            took, peak = work()
            seconds[name].append(took)
            if name.startswith("ours"):
                peaks.append(peak)
        if shape != "small":  # a round of the large shape takes 16 GiB
            shutil.rmtree(run)
    medians = {name: statistics.median(values) for name, values in seconds.items()}
    count = sum(1 for path in corpus.rglob("*") if path.is_file())
    print(f"\n{shape}: {count} files, {total / 1e6:.0f} MB; medians of {len(peaks) // 2} rounds")
    for name, median in medians.items():
        speed = f"{count / median:9.0f} files/s {total / median / 1e6:7.0f} MB/s"
        print(f"  {name:<34} {median:8.2f} s {speed}")
    receive, verify = medians["ours: receive"], medians["ours: verify"]
    cp_bagit = best(medians, "cp -a, bagit create")
    return {
        f"receive_{shape}_vs_cp_bagit": receive / cp_bagit,
        f"receive_{shape}_vs_cp": receive / medians["cp -a, sync"],
        f"verify_{shape}_vs_bagit": verify / best(medians, "bagit validate"),
        f"verify_{shape}_vs_bagit_default": verify / medians["bagit validate, 1 processes"],
        f"verify_{shape}_vs_openssl": verify / medians[f"openssl dgst, {CORES} processes"],
        f"verify_{shape}_vs_sha256sum": verify / medians[f"sha256sum, {CORES} processes"],
        "peak_mb": max(peaks),
    }


def best(medians: dict[str, float], prefix: str) -> float:
    """The competitor is taken at its fastest."""
    return min(value for name, value in medians.items() if name.startswith(prefix))


def programs(
    corpus: Path, run: Path, shape: str, *, full: bool
) -> dict[str, Callable[[], tuple[float, float]]]:
    """Return what to run in one round, in order; each gives seconds and peak megabytes."""
    counts = (1, 2)
    each = {"small": "128", "medium": "2", "large": "1"}[shape]
    # What was written is read at once by its own program: the page cache favours nobody.
    work: dict[str, Callable[[], tuple[float, float]]] = {
        "ours: receive": lambda: python_child("receive", corpus, run / "home"),
        "ours: verify": lambda: python_child("verify", corpus, run / "home"),
        "cp -a, sync": lambda: copied(corpus, run / "copy"),
    }
    for count in counts:
        bag = run / f"bag{count}"
        work[f"cp -a, bagit create, {count} processes"] = lambda b=bag, c=count: bagged(
            corpus, b, c
        )
        work[f"bagit validate, {count} processes"] = lambda b=bag, c=count: python_child(
            f"validate-{c}", corpus, b
        )
    for tool, command in (("openssl dgst", "openssl dgst -sha256"), ("sha256sum", "sha256sum")):
        for count in sorted({1, CORES} if full else {CORES}):
            shell = f"find . -type f -print0 | xargs -0 -n {each} -P {count} {command} > /dev/null"
            work[f"{tool}, {count} processes"] = lambda s=shell: timed(["sh", "-c", s], cwd=corpus)
    return work


def copied(corpus: Path, target: Path) -> tuple[float, float]:
    """Time cp -a with its sync."""
    started = time.perf_counter()
    subprocess.run(["cp", "-a", corpus, target], check=True)
    subprocess.run(["sync", "-f", target], check=True)
    return time.perf_counter() - started, 0


def bagged(corpus: Path, target: Path, processes: int) -> tuple[float, float]:
    """Time cp -a, bagit create in place, and the sync of both."""
    copy, _ = timed(["cp", "-a", str(corpus), str(target)])
    make, _ = python_child(f"create-{processes}", corpus, target)
    sync, _ = timed(["sync", "-f", str(target)])
    return copy + make + sync, 0


def timed(command: list[str], cwd: Path | None = None) -> tuple[float, float]:
    """Time a program from outside."""
    started = time.perf_counter()
    subprocess.run(command, check=True, cwd=cwd)
    return time.perf_counter() - started, 0


def python_child(what: str, corpus: Path, target: Path) -> tuple[float, float]:
    """Run `child` in a fresh process; it times its own work, and the system tells its peak."""
    command = [sys.executable, __file__, "--child", what, str(corpus), str(target)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout  # noqa: S101
        printed = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{what} failed.")
    # Of the process or of one of its workers, whichever was larger.
    return float(printed), usage.ru_maxrss / 1024


def child(what: str, corpus: str, target: str) -> int:
    """Do one piece of work and print how many seconds it took."""
    verb, _, processes = what.partition("-")
    work = {"receive": receive, "verify": verify, "create": create, "validate": validate}[verb]
    print(work(Path(corpus), Path(target), int(processes or 0)))
    return 0


def receive(corpus: Path, home: Path, _: int = 0) -> float:
    """Receive the corpus into a new vault with all cores."""
    from dadkhah.evidence.vault import NotReceived, Vault, VaultIdentity  # noqa: PLC0415
    from dadkhah.evidence.vault.walk import walk  # noqa: PLC0415

    who = {"custodian": "bench", "actor": "U-bench", "at": AT}
    vault = Vault.create(home, recipient=VaultIdentity.generate().recipient, **who)
    started = time.perf_counter()
    outcomes = vault.receive(
        walk([corpus], source="S-1"), actor="U-bench", clock=lambda: AT, reception="bench"
    )
    refused = [one for one in outcomes if isinstance(one, NotReceived)]
    took = time.perf_counter() - started
    return took if not refused else sys.exit(f"Not received: {refused[0]}")


def verify(_: Path, home: Path, __: int = 0) -> float:
    """Check the vault with all cores and without a key."""
    from dadkhah.evidence.fixity import check_vault  # noqa: PLC0415
    from dadkhah.evidence.vault import Vault  # noqa: PLC0415

    started = time.perf_counter()
    report = check_vault(Vault.open(home))
    took = time.perf_counter() - started
    return took if report.is_sound else sys.exit(f"Not sound: {report.faults[0]}")


def create(_: Path, target: Path, processes: int) -> float:
    """Make a bag in place."""
    import bagit  # noqa: PLC0415

    started = time.perf_counter()
    bagit.make_bag(str(target), processes=processes, checksums=["sha256"])
    return time.perf_counter() - started


def validate(_: Path, target: Path, processes: int) -> float:
    """Validate a bag."""
    import bagit  # noqa: PLC0415

    started = time.perf_counter()
    bagit.Bag(str(target)).validate(processes=processes)
    return time.perf_counter() - started


def make_corpus(folder: Path, shape: str, *, full: bool) -> int:
    """Write files of random bytes, always the same; return how many bytes."""
    in_full, in_quick, smallest, largest = SHAPES[shape]
    chance = random.Random(shape)  # noqa: S311
    block = chance.randbytes(4 * MIB)
    total = 0
    for number in range(in_full if full else in_quick):
        path = folder / f"{number % 100:02}" / f"{number:06}.bin"
        path.parent.mkdir(parents=True, exist_ok=True)
        size = chance.randint(smallest, largest)
        with path.open("wb") as file:
            file.write(number.to_bytes(8, "big"))
            for at in range(8, size, len(block)):
                file.write(block[: size - at])
        total += size
    return total


def measure_scale(place: Path) -> dict[str, float]:
    """Receive the same 512 files when the log has a thousand to a million entries."""
    from dadkhah.evidence.vault import Vault, VaultIdentity  # noqa: PLC0415
    from dadkhah.evidence.vault.index import ReceptionIndex  # noqa: PLC0415

    home = place / "scale"
    who = {"custodian": "bench", "actor": "U-bench", "at": AT}
    vault = Vault.create(home, recipient=VaultIdentity.generate().recipient, **who)
    cost = {}
    for target in (1_000, 10_000, 100_000, 1_000_000):
        while vault.log().size < target:
            missing = min(target - vault.log().size, 20_000)
            vault.record([{"type": "note", "reason": "filling"}] * missing, at=AT)
        index = ReceptionIndex(vault.device_folder)
        index.rebuild((os.urandom(32).hex(), os.urandom(32).hex()) for _ in range(target))
        index.close()
        cost[target] = statistics.median(receive_more(vault, place, target) for _ in range(3))
        print(f"scale: {target:>9,} entries: {cost[target] * 1e6:6.0f} microseconds a file")
    return {"scale_1m_vs_1k": cost[1_000_000] / cost[1_000]}


def receive_more(vault: "object", place: Path, target: int) -> float:
    """Receive 512 new files; return seconds for one."""
    from dadkhah.evidence.vault.walk import walk  # noqa: PLC0415

    folder = place / f"more-{target}-{time.time_ns()}"
    folder.mkdir()
    for number in range(512):
        (folder / f"{number}.bin").write_bytes(os.urandom(32 * KIB))
    started = time.perf_counter()
    for _ in vault.receive(
        walk([folder], source="S-1"), actor="U-bench", clock=lambda: AT, reception=str(folder)
    ):
        pass
    return (time.perf_counter() - started) / 512


if __name__ == "__main__":
    sys.exit(main())
