"""Which redaction task makes a copy of which kind of file."""

from dataclasses import dataclass

from dadkhah.derivation.media_type import PICTURES


@dataclass(frozen=True, slots=True)
class Fit:
    """The task, and whether it works on the text that was read from the file, not on the file."""

    task: str
    of_text: bool = False


_OF_FAMILY = {"video": Fit("redact-media"), "audio": Fit("redact-media")}
_OF_TEXT = Fit("redact-text", of_text=True)


def fit_for(media_type: str) -> Fit:
    """Return how a file of this type is redacted.

    A PDF, a picture, a film and a recording are made anew from what one sees and hears. Of all
    else (office files, mail, chats, web pages) the text is redacted that was read from it: what
    hides in such formats is without end, and the text is all of it that anybody has looked at.
    """
    plain = media_type.partition(";")[0].strip()
    if plain == "application/pdf":
        return Fit("redact-pdf")
    if plain in PICTURES:
        return Fit("redact-picture")
    return _OF_FAMILY.get(plain.partition("/")[0], _OF_TEXT)
