"""Certificates made for a test: roots, signers of manifests, servers of a domain."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

MADE = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Signer:
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def private(self) -> bytes:
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _usage(*, ca):
    names = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
        "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    set_ones = {"key_cert_sign", "crl_sign"} if ca else {"digital_signature"}
    return x509.KeyUsage(**{name: name in set_ones for name in names})


def _name(text):
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, text),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Made for a test"),
        ]
    )


def make_root(name="Root"):
    return _make(name, None, [])


def make_signer(root, name="Camera", domain=""):
    """Make a signer of manifests, or the server of a domain."""
    usage = ExtendedKeyUsageOID.SERVER_AUTH if domain else ExtendedKeyUsageOID.EMAIL_PROTECTION
    more = [(x509.ExtendedKeyUsage([usage]), False)]
    if domain:
        more.append((x509.SubjectAlternativeName([x509.DNSName(domain)]), False))
    return _make(name, root, more)


def _make(name, root, more):
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = root.key if root else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(root.certificate.subject if root else _name(name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(MADE)
        .not_valid_after(MADE + timedelta(days=3650))
    )
    own = [
        (x509.BasicConstraints(ca=not root, path_length=None), True),
        (_usage(ca=not root), True),
        (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key()), False),
    ]
    for extension, is_critical in [*own, *more]:
        builder = builder.add_extension(extension, critical=is_critical)
    return Signer(builder.sign(issuer, SHA256()), key)
