"""Read one file with the tool alone: no walls, no checks, nothing kept. For bench/derive.py.

python bench/peers/derive_directly.py KIND FILE
"""

import subprocess
import sys
import zipfile
from pathlib import Path


def pdf(file: str) -> int:
    import pypdfium2  # noqa: PLC0415

    count = 0
    for page in pypdfium2.PdfDocument(file):
        letters = page.get_textpage()
        count += len(letters.get_text_range())
        boxes = [letters.get_charbox(n) for n in range(letters.count_chars())]
        count += len(boxes)
    return count


def word(file: str) -> int:
    import docx  # noqa: PLC0415

    return sum(len(paragraph.text) for paragraph in docx.Document(file).paragraphs)


def sheet(file: str) -> int:
    import openpyxl  # noqa: PLC0415

    book = openpyxl.load_workbook(file, data_only=True, read_only=True)
    return sum(1 for page in book for row in page.iter_rows(values_only=True) for _ in row)


def picture(file: str) -> int:
    from PIL import Image  # noqa: PLC0415

    with Image.open(file) as image:
        image.getexif()
        image.convert("L").resize((9, 8))
    return 1


def film(file: str) -> int:
    import av  # noqa: PLC0415

    with av.open(file) as container:
        stream = container.streams.video[0]
        stream.codec_context.skip_frame = "NONKEY"
        return sum(1 for frame in container.decode(stream) if frame.to_image())


def archive(file: str) -> int:
    with zipfile.ZipFile(file) as packed:
        packed.extractall(Path(file).with_suffix(".unpacked"))
        return len(packed.namelist())


def scan(file: str) -> int:
    command = ["tesseract", file, "-", "-l", "fas", "tsv"]
    return len(subprocess.run(command, capture_output=True, check=True).stdout)


def web(file: str) -> int:
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415

    with Path(file).open("rb") as stream:
        return sum(len(record.content_stream().read()) for record in ArchiveIterator(stream))


if __name__ == "__main__":
    sys.stdout.write(f"{globals()[sys.argv[1]](sys.argv[2])}\n")
