import base64
import gzip
import hashlib
import io
import json
import zipfile

import pytest

AT = "2026-03-04T05:06:07Z"


class Recorder:
    """Writes a WARC as a crawler does, and the same bytes each time."""

    def __init__(self, is_packed=True):
        self._records = []
        self._is_packed = is_packed
        self._record("warcinfo", "", b"software: crawler 1.2\r\nformat: WARC\r\n")

    def answer(
        self, address, body, content_type="text/html; charset=utf-8", *, status="200 OK", **more
    ):
        headers = {"Content-Type": content_type, **more}
        lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items())]
        head = "\r\n".join([*lines, "", ""]).encode()
        return self._record("response", address, head + body, WARC_Payload_Digest=sha1(body))

    def resource(self, address, body, content_type):
        return self._record("resource", address, body, Content_Type=content_type)

    def _record(self, kind, address, block, **more):
        number = len(self._records)
        headers = {
            "WARC-Type": kind,
            "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012}>",
            "WARC-Date": AT,
            "WARC-Block-Digest": sha1(block),
            **{name.replace("_", "-"): value for name, value in more.items()},
            "Content-Length": str(len(block)),
        }
        if address:
            headers["WARC-Target-URI"] = address
        lines = ["WARC/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
        self._records.append("\r\n".join(lines).encode() + block + b"\r\n\r\n")
        return self

    def written(self):
        packed = (gzip.compress(one, mtime=0) for one in self._records)
        return b"".join(packed if self._is_packed else self._records)


def sha1(content):
    return (
        f"sha1:{base64.b32encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode()}"
    )


@pytest.fixture
def warc():
    return Recorder


@pytest.fixture
def wacz():
    """Pack a WACZ; `changed` and `unlisted` replace or add files after the manifest is written."""

    def wacz(recorded, pages=(), *, changed=None, unlisted=None, **said):
        lines = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}, *pages]
        files = {
            "archive/data.warc.gz": recorded,
            "pages/pages.jsonl": "\n".join(map(json.dumps, lines)).encode(),
        }
        resources = [
            {
                "name": name.rpartition("/")[2],
                "path": name,
                "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
                "bytes": len(content),
            }
            for name, content in files.items()
        ]
        manifest = {"profile": "data-package", "resources": resources, **said}
        files["datapackage.json"] = json.dumps(manifest).encode()
        files |= (changed or {}) | (unlisted or {})
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as file:
            for name, content in files.items():
                file.writestr(name, content)
        return packed.getvalue()

    return wacz
