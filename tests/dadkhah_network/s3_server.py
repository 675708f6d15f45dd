"""A small S3 server on this machine: PUT with If-None-Match, parts, GET, HEAD, LIST v2."""

import re
import threading
from contextlib import contextmanager
from email.utils import formatdate
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

BUCKET = "/bucket/"


class Handler(BaseHTTPRequestHandler):
    """One request; what is held lies in the server."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Say nothing."""

    def _key(self):
        split = urlsplit(self.path)
        return unquote(split.path).removeprefix(BUCKET), parse_qs(
            split.query, keep_blank_values=True
        )

    def _answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _body(self):
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _refuse(self):
        if self.server.refuses:
            self._answer(403, b"<Error><Code>AccessDenied</Code><Message>no</Message></Error>")
        return self.server.refuses

    def do_PUT(self):
        content, (key, query) = self._body(), self._key()
        held = self.server.held
        if self._refuse():
            return
        if "partNumber" in query:
            self.server.parts.setdefault(key, {})[int(query["partNumber"][0])] = content
            self._answer(200, ETag='"part"')
            return
        if source := self.headers.get("x-amz-copy-source"):
            content = held[unquote(source).removeprefix(BUCKET).removeprefix("bucket/")]
        with self.server.lock:
            if self.headers.get("If-None-Match") == "*" and key in held:
                self._answer(412, b"<Error><Code>PreconditionFailed</Code></Error>")
                return
            held[key] = content
            self.server.writes.append((key, self.headers.get("If-None-Match")))
        tag = f'"{md5(content).hexdigest()}"'  # noqa: S324 - what S3 calls an ETag
        body = f"<CopyObjectResult><ETag>{tag}</ETag></CopyObjectResult>".encode()
        self._answer(200, body if source else b"", ETag=tag)

    def do_POST(self):
        content, (key, query) = self._body(), self._key()
        if self._refuse():
            return
        if "delete" in query:
            keys = re.findall(r"<Key>(.*?)</Key>", content.decode())
            gone = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
            for name in keys:
                self.server.held.pop(name, None)
            self._answer(200, f"<DeleteResult>{gone}</DeleteResult>".encode())
            return
        if "uploads" in query:
            name = "InitiateMultipartUploadResult"
            self._answer(200, f"<{name}><UploadId>1</UploadId></{name}>".encode())
            return
        parts = self.server.parts.pop(key)
        self.server.held[key] = b"".join(parts[number] for number in sorted(parts))
        name = "CompleteMultipartUploadResult"
        self._answer(200, f'<{name}><ETag>"whole"</ETag></{name}>'.encode())

    def do_GET(self):
        key, query = self._key()
        if self._refuse():
            return
        if "list-type" in query:
            self._list(query.get("prefix", [""])[0], query.get("continuation-token", [""])[0])
        elif key not in self.server.held:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
        else:
            content = self.server.held[key]
            self._answer(
                200,
                content,
                Content_Length=str(len(content)),
                ETag='"x"',
                Last_Modified=formatdate(usegmt=True),
            )

    do_HEAD = do_GET

    def _list(self, prefix, after):
        keys = sorted(key for key in self.server.held if key.startswith(prefix) and key > after)
        page, rest = keys[: self.server.page], keys[self.server.page :]
        content = "".join(
            f"<Contents><Key>{escape(key)}</Key><Size>{len(self.server.held[key])}</Size>"
            "<LastModified>2026-11-24T02:03:00.000Z</LastModified><ETag>x</ETag></Contents>"
            for key in page
        )
        more = f"<NextContinuationToken>{escape(page[-1])}</NextContinuationToken>" if rest else ""
        cut = "true" if rest else "false"
        body = (
            f"<ListBucketResult><Name>bucket</Name><Prefix>{escape(prefix)}</Prefix>"
            f"<KeyCount>{len(page)}</KeyCount><IsTruncated>{cut}</IsTruncated>{more}{content}"
            "</ListBucketResult>"
        )
        self._answer(200, body.encode(), Content_Type="application/xml")


@contextmanager
def s3_server():
    """Yield the server while it runs; `held` is what the bucket holds."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.held, server.parts, server.writes = {}, {}, []
    server.lock, server.page, server.refuses = threading.Lock(), 5, False
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
