"""A time-stamping authority of our own (RFC 3161), which can also be made to lie."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import new

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from rfc3161_client._rust import parse_timestamp_request

AT = datetime(2026, 11, 24, 2, 3, tzinfo=UTC)
MADE = datetime(2026, 1, 1, tzinfo=UTC)
ENDS = datetime(2036, 1, 1, tzinfo=UTC)
HASHES = {"sha256": SHA256(), "sha384": SHA384(), "sha512": SHA512()}
OIDS = {
    "sha256": "2.16.840.1.101.3.4.2.1", "sha384": "2.16.840.1.101.3.4.2.2",
    "sha512": "2.16.840.1.101.3.4.2.3", "rsa": "1.2.840.113549.1.1.1",
    "pss": "1.2.840.113549.1.1.10", "mgf1": "1.2.840.113549.1.1.8",
    "ecdsa-sha256": "1.2.840.10045.4.3.2", "ecdsa-sha384": "1.2.840.10045.4.3.3",
    "ecdsa-sha512": "1.2.840.10045.4.3.4",
    "signed-data": "1.2.840.113549.1.7.2", "tst-info": "1.2.840.113549.1.9.16.1.4",
    "content-type": "1.2.840.113549.1.9.3", "message-digest": "1.2.840.113549.1.9.4",
    "signing-certificate": "1.2.840.113549.1.9.16.2.47",
}  # fmt: skip


def der(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def oid(name: str) -> bytes:
    numbers = [int(part) for part in OIDS.get(name, name).split(".")]
    content = b""
    for number in [40 * numbers[0] + numbers[1], *numbers[2:]]:
        septets = [number & 127]
        while number := number >> 7:
            septets.insert(0, number & 127 | 128)
        content += bytes(septets)
    return der(0x06, content)


def integer(number: int) -> bytes:
    return der(0x02, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def sequence(*parts: bytes) -> bytes:
    return der(0x30, *parts)


def algorithm(name: str, *parameters: bytes) -> bytes:
    return sequence(oid(name), *parameters)


def make_key(kind: str):
    """Make a key: "rsa", "P-256" or "P-384"."""
    if kind == "rsa":
        return rsa.generate_private_key(65537, 2048)
    return ec.generate_private_key({"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1()}[kind])


def name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


@dataclass
class Certified:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: object

    @classmethod
    def make(cls, subject: str, by: "Certified | None" = None, *, kind="P-256", ca=False,
             usage=ExtendedKeyUsageOID.TIME_STAMPING, critical=True, ends=ENDS,
             digest="sha256", key=None, longest=None):  # fmt: skip
        own = key or make_key(kind)
        builder = (
            x509.CertificateBuilder()
            .subject_name(name(subject))
            .issuer_name(by.certificate.subject if by else name(subject))
            .public_key(own.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(MADE)
            .not_valid_after(ends)
            .add_extension(x509.BasicConstraints(ca=ca, path_length=longest), critical=True)
        )
        if not ca and usage:
            builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=critical)
        signed = builder.sign(by.key if by else own, HASHES[digest])
        return cls(signed, own)

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)


@dataclass
class Authority:
    """A root, a certificate for stamps under it, and what it says of the time."""

    root: Certified = field(default_factory=lambda: Certified.make("A root", ca=True))
    signer: Certified | None = None
    at: datetime = AT
    digest: str = "sha256"
    pss: bool = False
    sent: tuple[Certified, ...] | None = None
    """The certificates that go with a stamp; the signer's alone when not given."""

    def __post_init__(self):
        self.signer = self.signer or Certified.make("A stamping authority", self.root)

    def answer(self, request: bytes) -> bytes:
        """Answer a request."""
        read = parse_timestamp_request(request)
        return self.stamp(read.message_imprint.message, nonce=read.nonce)

    def stamp(self, imprint: bytes, *, nonce: int | None = None, hashed="sha256") -> bytes:
        """Return the response that stamps `imprint`."""
        info = self.info(imprint, nonce, hashed)
        return self.respond(self.signed(info))

    def info(self, imprint: bytes, nonce: int | None, hashed: str) -> bytes:
        time = self.at.strftime("%Y%m%d%H%M%SZ").encode()
        return sequence(
            integer(1), oid("1.2.3.4.1"),
            sequence(algorithm(hashed), der(0x04, imprint)),
            integer(77), der(0x18, time),
            *([integer(nonce)] if nonce is not None else []),
        )  # fmt: skip

    def attributes(self, info: bytes) -> list[bytes]:
        digest = new(self.digest, info).digest()
        certificate = new("sha256", self.signer.der).digest()
        ess = sequence(sequence(sequence(der(0x04, certificate))))
        return sorted([
            sequence(oid("content-type"), der(0x31, oid("tst-info"))),
            sequence(oid("message-digest"), der(0x31, der(0x04, digest))),
            sequence(oid("signing-certificate"), der(0x31, ess)),
        ])  # fmt: skip

    def signed(self, info: bytes, attributes: list[bytes] | None = None) -> bytes:
        attributes = self.attributes(info) if attributes is None else attributes
        certificate = self.signer.certificate
        signer = sequence(
            integer(1),
            sequence(certificate.issuer.public_bytes(), integer(certificate.serial_number)),
            algorithm(self.digest),
            der(0xA0, *attributes),
            *self.signature(der(0x31, *attributes)),
        )
        sent = (self.signer,) if self.sent is None else self.sent
        data = sequence(
            integer(3), der(0x31, algorithm(self.digest)),
            sequence(oid("tst-info"), der(0xA0, der(0x04, info))),
            *([der(0xA0, *(one.der for one in sent))] if sent else []),
            der(0x31, signer),
        )  # fmt: skip
        return sequence(oid("signed-data"), der(0xA0, data))

    def signature(self, message: bytes) -> tuple[bytes, bytes]:
        hashing, key = HASHES[self.digest], self.signer.key
        if isinstance(key, rsa.RSAPrivateKey) and self.pss:
            pss = padding.PSS(padding.MGF1(hashing), hashing.digest_size)
            own = algorithm(self.digest)
            parameters = sequence(
                der(0xA0, own), der(0xA1, algorithm("mgf1", own)),
                der(0xA2, integer(hashing.digest_size)),
            )  # fmt: skip
            return algorithm("pss", parameters), der(0x04, key.sign(message, pss, hashing))
        if isinstance(key, rsa.RSAPrivateKey):
            signed = key.sign(message, padding.PKCS1v15(), hashing)
            return algorithm("rsa", b"\x05\0"), der(0x04, signed)
        return algorithm(f"ecdsa-{self.digest}"), der(0x04, key.sign(message, ec.ECDSA(hashing)))

    @staticmethod
    def respond(token: bytes) -> bytes:
        return sequence(sequence(integer(0)), token)

    def later(self, **elapsed: float) -> None:
        """Let time pass."""
        self.at += timedelta(**elapsed)
