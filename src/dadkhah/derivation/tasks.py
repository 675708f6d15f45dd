"""What can be made of a file: every task, its reader, its limits, and for which files it runs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.metadata import version

from dadkhah.derivation.media_type import (
    ARCHIVES,
    MESSAGES,
    OFFICE,
    PICTURES,
    TEXTS,
    WEB_ARCHIVES,
    looks_like_a_chat,
)
from dadkhah.derivation.outcome import MIB, Limits


class Makes(StrEnum):
    """What a task is run for."""

    TEXT = "text"  # what one reads, selects and searches
    ABOUT = "about"  # what the file says of itself
    MEMBERS = "members"  # the files inside
    PROVENANCE = "provenance"  # its credentials, checked
    VIEW = "view"  # pictures, made when somebody looks
    COPY = "copy"  # a redacted copy, or the check of one
    TRANSLATION = "translation"  # in another language; never read in place of the text


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of work on one file, in the sandbox. Its module has `derive`.

    `derive(source, folder, options)` reads `source`, writes into `folder`, and returns
    `Findings.written()` with further JSON values of its own beside; or raises `FileNotDerivable`.
    """

    name: str
    module: str
    makes: Makes
    tool: str = "dadkhah"  # the distribution that reads the file, for the record of what made it
    limits: Limits = field(default_factory=Limits)
    is_automatic: bool = True  # run on what comes in; else when somebody asks for it

    @property
    def tool_version(self) -> str:
        """The reader and its version, for the record: "pypdfium2 5.15.2, dadkhah 0.1.0"."""
        own = f"dadkhah {version('dadkhah')}"
        return own if self.tool == "dadkhah" else f"{self.tool} {version(self.tool)}, {own}"


_KINDS = "dadkhah.derivation.kinds"
_REDACTION = "dadkhah.derivation.redaction"
_PLUG_INS = "dadkhah.derivation.plug_ins"
# Films are decoded by several threads and take their time.
_FILMS = Limits(seconds=600, cpu_seconds=1200, memory=3072 * MIB, may_start=True)
# Archives are hashed from one end to the other.
_LARGE = Limits(seconds=600, cpu_seconds=600, output=4096 * MIB, files=6000)
# HEIC is decoded by a thread, however few are asked for.
_SEVERAL_THREADS = Limits(
    seconds=300, cpu_seconds=600, may_start=True
)  # HEIC is decoded by a thread, however few are asked
_LISTED = (
    Task("plain-text", f"{_KINDS}.plain_text", Makes.TEXT),
    Task("pdf-text", f"{_KINDS}.pdf_text", Makes.TEXT, "pypdfium2"),
    Task("word", f"{_KINDS}.documents.word", Makes.TEXT, "defusedxml"),
    Task("sheet", f"{_KINDS}.documents.sheet", Makes.TEXT, "openpyxl"),
    Task("slides", f"{_KINDS}.documents.slides", Makes.TEXT, "defusedxml"),
    Task("open-document", f"{_KINDS}.documents.open_document", Makes.TEXT, "defusedxml"),
    Task("message", f"{_KINDS}.messages.message", Makes.TEXT),
    Task("outlook-message", f"{_KINDS}.messages.outlook", Makes.TEXT, "python-oxmsg"),
    Task("mailbox", f"{_KINDS}.messages.mailbox", Makes.MEMBERS, limits=_LARGE),
    Task("chat", f"{_KINDS}.chats.chat", Makes.TEXT),
    Task("web-archive", f"{_KINDS}.web.web_archive", Makes.TEXT, "warcio", _LARGE),
    Task("pdf-about", f"{_KINDS}.documents.pdf_about", Makes.ABOUT, "pikepdf"),
    Task(
        "picture-about",
        f"{_KINDS}.pictures.picture_about",
        Makes.ABOUT,
        "pillow",
        _SEVERAL_THREADS,
    ),
    Task("media-about", f"{_KINDS}.media.media_about", Makes.ABOUT, "av", _FILMS),
    Task("package", f"{_KINDS}.packages.package", Makes.ABOUT, limits=_LARGE),
    Task("members", f"{_KINDS}.packed.members", Makes.MEMBERS, "py7zr", _LARGE),
    Task(
        "credentials",
        "dadkhah.derivation.provenance.credentials",
        Makes.PROVENANCE,
        "c2pa-python",
        _SEVERAL_THREADS,
    ),
    Task(
        "recognise",
        f"{_KINDS}.recognition.recognise",
        Makes.TEXT,
        limits=Limits(seconds=1200, cpu_seconds=2400, may_start=True),
        is_automatic=False,
    ),
    Task("speech", f"{_PLUG_INS}.speech", Makes.TEXT, limits=_FILMS, is_automatic=False),
    Task(
        "translation",
        f"{_PLUG_INS}.translation",
        Makes.TRANSLATION,
        limits=_FILMS,
        is_automatic=False,
    ),
    Task("image", f"{_KINDS}.image", Makes.VIEW, "pillow", _SEVERAL_THREADS, is_automatic=False),
    Task("pdf-page", f"{_KINDS}.pdf_page", Makes.VIEW, "pypdfium2", is_automatic=False),
    Task(
        "media-pictures",
        f"{_KINDS}.media.media_pictures",
        Makes.VIEW,
        "av",
        _FILMS,
        is_automatic=False,
    ),
    Task("redact-pdf", f"{_REDACTION}.pdf", Makes.COPY, "pypdfium2", _FILMS, is_automatic=False),
    Task(
        "redact-picture",
        f"{_REDACTION}.picture",
        Makes.COPY,
        "pillow",
        _SEVERAL_THREADS,
        is_automatic=False,
    ),
    Task("redact-media", f"{_REDACTION}.media", Makes.COPY, "av", _FILMS, is_automatic=False),
    Task("redact-text", f"{_REDACTION}.text", Makes.COPY, is_automatic=False),
    Task("redaction-check", f"{_REDACTION}.check", Makes.COPY, limits=_FILMS, is_automatic=False),
)
# A signature of OpenPGP, or that of a signed note (C2SP).
_SIGNED_TEXTS = (b"-----BEGIN PGP", "\n\n\N{EM DASH} ".encode())
TASKS: Mapping[str, Task] = {task.name: task for task in _LISTED}


def tasks_for(media_type: str, first_bytes: bytes = b"", filename: str = "") -> tuple[Task, ...]:
    """Return the tasks that run by themselves on a file, in order: its text comes first."""
    names = _names(media_type.partition(";")[0].strip(), first_bytes, filename)
    return tuple(TASKS[name] for name in names)


def _names(media_type: str, first_bytes: bytes, filename: str) -> Iterator[str]:
    family = media_type.partition("/")[0]
    if media_type in TEXTS:
        is_chat = looks_like_a_chat(first_bytes, filename)
        yield "chat" if is_chat else "plain-text"
    elif media_type == "application/pdf":
        yield from ("pdf-text", "pdf-about")
    elif media_type in OFFICE:
        yield OFFICE[media_type]
    elif media_type in MESSAGES:
        yield MESSAGES[media_type]
    elif media_type in WEB_ARCHIVES:
        yield "web-archive"
    elif media_type in PICTURES:
        yield "picture-about"
    elif family in ("video", "audio"):
        yield "media-about"
    elif media_type in ARCHIVES:
        yield from ("package", "members")
    if media_type not in TEXTS or any(mark in first_bytes for mark in _SIGNED_TEXTS):
        yield "credentials"
