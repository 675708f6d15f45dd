"""The words of these pages: why something is hidden, how, and what the check says."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dadkhah.derivation.redaction.hidden import How

Words = str | Promise

REASONS: Mapping[str, Words] = {
    "witness": _("To protect a witness"),
    "third-person": _("To protect another person"),
    "security": _("For security"),
    "privilege": _("Said between a lawyer and a client"),
    "court-order": _("By order of a court"),
}
HOW: Mapping[str, Words] = {
    How.CUT: _("Cut it out, picture and sound"),
    How.MUTE: _("Silence it"),
    How.FILL: _("Cover a region of the picture"),
}
HOW_SHORT: Mapping[str, Words] = {
    How.CUT: pgettext_lazy("redaction", "cut out"),
    How.MUTE: pgettext_lazy("redaction", "silenced"),
    How.FILL: pgettext_lazy("redaction", "covered"),
}
_SAID: Mapping[str, Words] = {
    "redaction-leak-revision": _("The PDF holds an earlier revision of itself."),
    "redaction-leak-bytes": _("Words that are hidden are in the bytes of the file."),
    "redaction-leak-metadata": _("There is metadata left in the copy."),
    "redaction-leak-attachment": _("There are attached files left in the copy."),
    "redaction-leak-annotation": _("There are notes, links, fields or bookmarks left in the copy."),
    "redaction-leak-text": _("Hidden words, or words under a cover, are still there as text."),
    "redaction-leak-thumbnail": _("There is a second, smaller picture in the file."),
    "redaction-leak-after-end": _("The file goes on after the end of the picture."),
    "redaction-leak-pixels": _("A region that is covered still shows something."),
    "redaction-leak-stream": _("There are further streams in the film, such as captions."),
    "redaction-leak-cut": _("The copy is longer than what should remain of it."),
    "redaction-leak-sound": _("There is sound in a time that is silenced."),
    "redaction-repeated": _("What a hidden part says is said elsewhere in the copy too. Look."),
    "redaction-words-not-found": _(
        "The words were found on no page: none of them has them as text. Cover them by hand."
    ),
    "redaction-pages-without-text": _(
        "Some pages have no text, so words were not looked for on them. Look at each page."
    ),
    "redaction-first-picture-only": _("The file holds several pictures; the copy has the first."),
    "redaction-on-white": _("It was transparent in places; the copy stands on white."),
    "redaction-damaged-pieces": _("Pieces of the film are damaged and are not in the copy."),
    "redaction-nothing-found": _(
        "Nothing of what is hidden was found where it was looked for. That is no promise: look "
        "at the copy yourself."
    ),
}
_SEARCHED: Mapping[str, Words] = {
    "the text of each page": _("the text of each page"),
    "text under each region": _("text under each region"),
    "the bytes of the file and of every stream in it, unpacked, as UTF-8 and UTF-16": _(
        "the bytes of the file and of every stream in it, unpacked, as UTF-8 and UTF-16"
    ),
    "earlier revisions": _("earlier revisions"),
    "metadata, attachments, notes, links, forms, bookmarks and thumbnails": _(
        "metadata, attachments, notes, links, forms, bookmarks and thumbnails"
    ),
    "the pixels of each region, against the original": _(
        "the pixels of each region, against the original"
    ),
    "metadata (EXIF, XMP, comments, colour profile)": _(
        "metadata (EXIF, XMP, comments, colour profile)"
    ),
    "thumbnails and further pictures in the file": _("thumbnails and further pictures in the file"),
    "bytes after the end of the picture": _("bytes after the end of the picture"),
    "the bytes of the file, as UTF-8 and UTF-16": _("the bytes of the file, as UTF-8 and UTF-16"),
    "metadata of the file and of its streams": _("metadata of the file and of its streams"),
    "further streams: captions, covers, data, chapters": _(
        "further streams: captions, covers, data, chapters"
    ),
    "how long the copy is": _("how long the copy is"),
    "every picture in the times that are covered": _("every picture in the times that are covered"),
    "the loudness of the times that are silenced": _("the loudness of the times that are silenced"),
    "the hidden words, in every spelling that counts as the same, also broken over lines": _(
        "the hidden words, in every spelling that counts as the same, also broken over lines"
    ),
    "what the hidden parts say, elsewhere in the text": _(
        "what the hidden parts say, elsewhere in the text"
    ),
}


def notice_words(code: str, otherwise: str) -> str:
    """Return the words for a notice, or what the task said where none were written."""
    return str(_SAID.get(code, otherwise))


def searched_words(what: str) -> str:
    """Return the words for what was searched."""
    return str(_SEARCHED.get(what, what))
