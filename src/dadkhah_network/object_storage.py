"""A store for copies behind an S3 interface: `s3://bucket/prefix`.

Address and keys come from the usual AWS_* variables. What is there is never overwritten: objects of
up to 64 MiB by `If-None-Match: *`, larger ones after looking, since they come in parts.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from dadkhah.errors import ObjectDamaged, StoreRefused
from dadkhah.evidence.replicas.store import Incoming, Outcome, Stored, free_place

if TYPE_CHECKING:
    from obstore.store import ObjectStore

SCHEME = "s3://"
INSIDE = "vault"
WHOLE = 64 * 1024 * 1024
"""Up to this many bytes a file is sent in one conditional request."""
BLOCK = 1024 * 1024
RETRIES = 5
"""How often a request is sent again that a store did not answer."""
PATIENCE = timedelta(minutes=3)
_Answer = TypeVar("_Answer")


def open_bucket(address: str) -> "ObjectStorage":
    """Return the store at `s3://bucket/prefix`; raises `StoreRefused`.

    Nothing is connected yet. An address of `AWS_ENDPOINT_URL` may be `http://` for a machine of
    one's own. Needs the extra `cloud`.
    """
    try:
        from obstore.exceptions import BaseError  # noqa: PLC0415
        from obstore.store import S3Store  # noqa: PLC0415
    except ImportError:
        raise StoreRefused(
            "Stores in a cloud need one more package: pip install 'dadkhah[cloud]'."
        ) from None
    try:
        store = S3Store.from_url(
            address.rstrip("/"),
            client_options={"allow_http": True},
            retry_config={"max_retries": RETRIES, "retry_timeout": PATIENCE},
        )
    except (BaseError, ValueError) as error:
        raise _refused(address, error) from None
    return ObjectStorage(store, address.rstrip("/"))


@dataclass(frozen=True, slots=True)
class ObjectStorage:
    """The files of a vault below `<prefix>/vault/` of an obstore store."""

    store: "ObjectStore" = field(repr=False)
    address: str

    @property
    def place(self) -> str:
        """The address."""
        return self.address

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Nothing to hold: each file is written whole, once, by whoever is first."""
        yield

    def files(self, prefix: str = "") -> Iterator[Stored]:
        """Yield every file below this folder."""
        import obstore  # noqa: PLC0415

        below = f"{INSIDE}/{prefix}" if prefix else INSIDE
        pages = iter(self._ask(lambda: obstore.list(self.store, below)))
        while page := self._ask(lambda: next(pages, None)):
            for one in page:
                yield Stored(one["path"].removeprefix(f"{INSIDE}/"), one["size"])

    def size(self, name: str) -> int | None:
        """The size of a file; None when there is none."""
        import obstore  # noqa: PLC0415

        try:
            return int(self._ask(lambda: obstore.head(self.store, _path(name)))["size"])
        except FileNotFoundError:
            return None

    def read(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a file; raises `FileNotFoundError`."""
        import obstore  # noqa: PLC0415

        answer = self._ask(lambda: obstore.get(self.store, _path(name)))
        blocks = iter(answer.stream(min_chunk_size=BLOCK))
        while block := self._ask(lambda: next(blocks, None)):
            yield bytes(block)

    def digest(self, name: str) -> tuple[int, str]:
        """The size and SHA-256 of a file: it is fetched for that, whatever the store claims."""
        digest, size = hashlib.sha256(), 0
        for block in self.read(name):
            digest.update(block)
            size += len(block)
        return size, digest.hexdigest()

    def add_all(self, files: Iterable[Incoming]) -> list[Outcome]:
        """Write files that are not there; each is there whole, or not at all."""
        return [self._add(file) for file in files]

    def replace(self, name: str, content: bytes) -> None:
        """Give a small file new content."""
        import obstore  # noqa: PLC0415

        self._ask(lambda: obstore.put(self.store, _path(name), content))

    def put_aside(self, name: str) -> str:
        """Copy a file below `put-aside/` inside the store, and remove it."""
        import obstore  # noqa: PLC0415

        if self.size(name) is None:
            return ""
        aside = free_place(self, name)
        self._ask(lambda: obstore.copy(self.store, _path(name), _path(aside)))
        self.remove(name)
        return aside

    def remove(self, name: str) -> None:
        """Remove a file."""
        import obstore  # noqa: PLC0415

        try:
            self._ask(lambda: obstore.delete(self.store, _path(name)))
        except FileNotFoundError:
            return

    def _add(self, file: Incoming) -> Outcome:
        import obstore  # noqa: PLC0415
        from obstore.exceptions import AlreadyExistsError  # noqa: PLC0415

        try:
            if file.size > WHOLE:
                return self._add_parts(file)
            content = b"".join(file.blocks())
        except ObjectDamaged as error:
            return Outcome(file.name, problem=str(error))
        try:
            self._ask(
                lambda: obstore.put(
                    self.store, _path(file.name), content, mode="create", use_multipart=False
                )
            )
        except AlreadyExistsError:
            return Outcome(file.name)
        return Outcome(file.name, was_new=True)

    def _add_parts(self, file: Incoming) -> Outcome:
        import obstore  # noqa: PLC0415

        if self.size(file.name) is not None:
            return Outcome(file.name)
        # Read to the end before anything is sent: what is damaged is not.
        for _ in file.blocks():
            pass
        self._ask(lambda: obstore.put(self.store, _path(file.name), file.blocks()))
        return Outcome(file.name, was_new=True)

    def _ask(self, request: Callable[[], _Answer]) -> _Answer:
        """Do a request; what the store refuses is `StoreRefused`, what is not there is not."""
        from obstore.exceptions import AlreadyExistsError, BaseError  # noqa: PLC0415

        try:
            return request()
        except (FileNotFoundError, AlreadyExistsError):
            raise
        except (BaseError, OSError) as error:
            raise _refused(self.address, error) from None


def _path(name: str) -> str:
    return f"{INSIDE}/{name}"


def _refused(address: str, error: Any) -> StoreRefused:  # noqa: ANN401 - of a foreign library
    said = str(error).strip().partition("\n")[0]
    return StoreRefused(f"{address}: {said}. Nothing more was written; run the command again.")
