"""Look into files, side by side with the tool alone on the same files.

    python bench/derive.py            about two minutes
    python bench/derive.py --quick    small files; half a minute

Ours runs in the sandbox with its walls and limits, reads more than the tool gives by itself (places
of words, hidden content, fingerprints) and writes what it found; theirs is one call of the
underlying tool in a process of its own (of PDFs the box of each letter too, since places are what a
reader needs). Both pay for a start of Python. Each ratio is our time
divided by theirs, of medians of interleaved rounds in one run: smaller is better. `peak_mb` is the
highest memory of our reader.
"""

import argparse
import io
import json
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from dadkhah.derivation.outcome import Done
from dadkhah.derivation.sandbox import run_limited
from dadkhah.resources import shipped

DIRECTLY = Path(__file__).parent / "peers" / "derive_directly.py"
ROUNDS = 3
GOAL = 1.3
WORDS = [
    "زنان",
    "افغان",
    "حق",
    "تعلیم",
    "دارند",
    "و",
    "باید",
    "به",
    "مکتب",
    "بروند",
    "Women",
    "of",
    "Afghanistan",
    "1401",
]


def main() -> int:
    """Measure each kind; the last line is JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--kind", choices=list(KINDS), action="append")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:  # in a process of its own, so that its peak of memory is its own
        kind, file = options.one
        print(json.dumps(measure(kind, KINDS[kind][0], Path(file))))
        return 0
    print(__doc__)
    figures = {}
    with tempfile.TemporaryDirectory() as name:
        for kind in options.kind or KINDS:
            make = KINDS[kind][1]
            if kind == "scan" and not shutil.which("tesseract"):
                print(f"{kind:8} skipped: tesseract is not installed")
                continue
            file = make(Path(name), 1 if options.quick else 10)
            command = [sys.executable, __file__, "--one", kind, str(file)]
            figures[kind] = json.loads(
                subprocess.run(command, check=True, capture_output=True).stdout
            )
            print("{0:8} {ours:7.2f} s  {theirs:7.2f} s  ratio {ratio:5.2f}  {peak_mb:5.0f} MB  "
                  "{files_per_second:6.1f} files/s".format(kind, **figures[kind]))  # fmt: skip
    print(json.dumps({"goal": GOAL, "kinds": figures}))
    return 0


def measure(kind: str, task: str, file: Path) -> dict[str, float]:
    """Return medians of interleaved rounds."""
    ours, theirs = [], []
    here(task, file)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    for _ in range(ROUNDS):
        theirs.append(timed(lambda: directly(kind, file)))
        ours.append(timed(lambda: here(task, file)))
    one, other = statistics.median(ours), statistics.median(theirs)
    return {
        "ours": one,
        "theirs": other,
        "ratio": one / other,
        "files_per_second": 1 / one,
        "peak_mb": peak,
    }


def here(task: str, file: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        outcome = run_limited(task, file, Path(folder))
        if not isinstance(outcome, Done):
            raise SystemExit(f"{task}: {outcome.message}")


def directly(kind: str, file: Path) -> None:
    unpacked = file.with_suffix(".unpacked")
    shutil.rmtree(unpacked, ignore_errors=True)
    subprocess.run([sys.executable, DIRECTLY, kind, file], check=True, stdout=subprocess.DEVNULL)


def timed(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def text(words: int) -> str:
    chosen = random.Random(words)  # noqa: S311
    return " ".join(chosen.choice(WORDS) for _ in range(words))


def make_pdf(folder: Path, size: int) -> Path:
    import typst  # noqa: PLC0415

    source = '#set text(font: "Vazirmatn", dir: rtl)\n' + "\n\n".join(
        text(120) for _ in range(60 * size)
    )
    file = folder / "a.pdf"
    file.write_bytes(
        typst.compile(source.encode(), font_paths=[shipped("vendor")], ignore_system_fonts=True)
    )
    return file


def make_word(folder: Path, size: int) -> Path:
    import docx  # noqa: PLC0415

    document = docx.Document()
    for _ in range(400 * size):
        document.add_paragraph(text(60))
    document.save(str(folder / "a.docx"))
    return folder / "a.docx"


def make_sheet(folder: Path, size: int) -> Path:
    import openpyxl  # noqa: PLC0415

    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("one")
    for n in range(2000 * size):
        page.append([n, text(3), f"2021-08-{n % 28 + 1:02}", n / 7])
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def make_picture(folder: Path, size: int) -> Path:
    from PIL import Image  # noqa: PLC0415

    side = 1500 * (1 if size == 1 else 4)
    noise = Image.effect_noise((side, side * 2 // 3), 60).convert("RGB")
    noise.save(folder / "a.jpg", quality=92)
    return folder / "a.jpg"


def make_film(folder: Path, size: int) -> Path:
    import av  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    file = folder / "a.mp4"
    with av.open(str(file), "w") as container:
        stream = container.add_stream("mpeg4", rate=25)
        stream.width, stream.height, stream.pix_fmt = 1280, 720, "yuv420p"
        grid = np.add.outer(np.arange(720), np.arange(1280)).astype(np.uint8)
        for n in range(150 * size):
            frame = av.VideoFrame.from_ndarray(
                np.stack([grid + n, grid, grid - n], axis=-1).astype(np.uint8), format="rgb24"
            )
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file


def make_archive(folder: Path, size: int) -> Path:
    chosen = random.Random(1)  # noqa: S311
    file = folder / "a.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for n in range(60):
            content = chosen.randbytes(100_000 * size) + text(20_000).encode()
            packed.writestr(f"{n}.bin", content)
    return file


def make_scan(folder: Path, _size: int) -> Path:
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415

    page = Image.new("L", (2480, 3508), 255)
    fonts = sorted(shipped("vendor").rglob("Vazirmatn*.ttf"))
    font = ImageFont.truetype(str(fonts[0]), 46)
    pen = ImageDraw.Draw(page)
    for line in range(40):
        pen.text((200, 200 + 75 * line), text(12), fill=0, font=font)
    page.save(folder / "a.png")
    return folder / "a.png"


def make_web(folder: Path, size: int) -> Path:
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415

    file = folder / "a.warc.gz"
    with file.open("wb") as output:
        writer = WARCWriter(output, gzip=True)
        for n in range(50 * size):
            page = f"<html><title>{n}</title><p>{text(2000)}</p></html>".encode()
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], "HTTP/1.1")
            record = writer.create_warc_record(
                f"https://example.org/{n}", "response", io.BytesIO(page), http_headers=headers
            )
            writer.write_record(record)
    return file


KINDS: dict[str, tuple[str, Callable[[Path, int], Path]]] = {
    "pdf": ("pdf-text", make_pdf),
    "word": ("word", make_word),
    "sheet": ("sheet", make_sheet),
    "picture": ("picture-about", make_picture),
    "film": ("media-about", make_film),
    "archive": ("members", make_archive),
    "scan": ("recognise", make_scan),
    "web": ("web-archive", make_web),
}


if __name__ == "__main__":
    sys.exit(main())
