"""Write a Word file so that the same document is the same bytes."""

import io
import zipfile
from datetime import datetime

from docx.document import Document

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say


def packed(document: Document) -> bytes:
    """Return the document as bytes: parts sorted, no time but the document's own."""
    written = io.BytesIO()
    document.save(written)
    repacked = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(repacked, "w") as target:
        for name in sorted(
            source.namelist(), key=lambda each: (each != "[Content_Types].xml", each)
        ):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, source.read(name))
    return repacked.getvalue()


def set_properties(
    document: Document, *, title: str, author: str, language: str, at: datetime
) -> None:
    """Set the core properties; `at` is the date of the filing, never the clock's."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.language, properties.comments, properties.keywords = language, "", ""
    properties.created = properties.modified = at.replace(tzinfo=None)
    properties.revision = 1
