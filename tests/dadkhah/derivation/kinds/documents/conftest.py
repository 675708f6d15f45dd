import io
import zipfile

import pytest

_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@pytest.fixture
def packed():
    """Zip parts given by name: texts or bytes."""

    def packed(parts):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return file.getvalue()

    return packed


@pytest.fixture
def links():
    """Write a part with links: (id, kind, target), and "outside" after those that lead out."""

    def links(*given):
        written = "".join(
            f'<Relationship Id="{id}" Type="{_TYPES}{kind}" Target="{target}"'
            + (' TargetMode="External"' if outside else "")
            + "/>"
            for id, kind, target, *outside in given
        )
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        return f'<Relationships xmlns="{space}">{written}</Relationships>'

    return links


@pytest.fixture
def notices():
    """Return the sentences of one code."""

    def notices(outcome, code):
        return [one["text"] for one in outcome.answer["notices"] if one["code"] == code]

    return notices


@pytest.fixture
def facts():
    def facts(outcome):
        return {one["name"]: one["value"] for one in outcome.answer["facts"]}

    return facts
