import io
import zipfile

import pytest

from dadkhah.derivation.findings import read_findings
from dadkhah.derivation.outcome import Done


@pytest.fixture
def check(run):
    """Check the credentials of bytes; returns the entries."""

    def check(content, limits=None, **options):
        outcome = run("credentials", content, limits, **options)
        assert isinstance(outcome, Done), outcome
        assert not list(run.folder.glob("looked-at"))
        return read_findings(outcome.answer).provenance

    return check


@pytest.fixture
def pack():
    """Put files into a zip."""

    def pack(files):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as file:
            for name, content in files.items():
                file.writestr(name, content)
        return packed.getvalue()

    return pack
