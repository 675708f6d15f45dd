"""Search a redacted copy for what was hidden in it, whoever made it.

It never says that a copy is safe. It says what it found, or that it found nothing and where it
looked; a voice, a way of walking, a view from a window are beyond it.
"""

from collections.abc import Callable
from pathlib import Path

import av
import pikepdf
from PIL import UnidentifiedImageError

from dadkhah.derivation.findings import Fact, Findings, Notice
from dadkhah.derivation.media_type import FIRST_BYTES, sniff
from dadkhah.derivation.outcome import Options, Reason
from dadkhah.derivation.redaction.fitting import fit_for
from dadkhah.derivation.redaction.hidden import read_hidden
from dadkhah.derivation.redaction.leaks import Found, Search, media, pdf, picture, text
from dadkhah.errors import FileNotDerivable

_SEARCHES: dict[str, Callable[[Search], Found]] = {
    "redact-pdf": pdf.search,
    "redact-picture": picture.search,
    "redact-media": media.search,
    "redact-text": text.search,
}
_UNREADABLE = (
    av.error.FFmpegError, pikepdf.PdfError, UnidentifiedImageError, OSError, SyntaxError,
)  # fmt: skip


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Search `source`, the copy, for what `options["hide"]` names.

    `options["original"]` is the path of what it was made of, to compare with. A leak is a notice
    whose code begins with `redaction-leak-`.
    """
    original = options.get("original")
    asked = Search(
        source,
        read_hidden(str(options.get("hide", ""))),
        folder,
        Path(str(original)) if original else None,
    )
    with source.open("rb") as file:
        kind = fit_for(sniff(file.read(FIRST_BYTES), source.name))
    try:
        found = _SEARCHES[kind.task](asked)
    except _UNREADABLE as error:
        message = f"The copy cannot be searched: {error!r}."[:500]
        raise FileNotDerivable(Reason.DAMAGED, message) from error
    facts = tuple(Fact("redaction", "searched", one) for one in found.searched)
    notices = found.notices
    if not notices:
        words = "Nothing of what is hidden was found where it was looked for."
        notices = (Notice("redaction-nothing-found", words),)
    return Findings(facts=facts, notices=notices).written()
