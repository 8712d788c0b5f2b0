"""A test authority: root, intermediate, time-stamp certificate, leaf certificates, revocation list."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key = rsa.RSAPrivateKey
Kind = Literal["person", "agency"]
_Signer = tuple[Key, x509.Certificate]
_PEM = serialization.Encoding.PEM
_YEAR = timedelta(days=365)
_NAME = "Môi trường thử nghiệm Motcua"


class Authority:
    """Keys and certificates under `folder`, made at the first start and kept after it."""

    def __init__(self, folder: Path, *, at: datetime, crl_url: str = "http://127.0.0.1:8104/crl") -> None:
        """`at` dates what is made now; `crl_url` is written into new leaf certificates."""
        self._crl_url = crl_url
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._begins = at - timedelta(days=1)
        self.root_key, self.root = self._keep("root", "CA gốc", 20, None)
        root = (self.root_key, self.root)
        self.issuer_key, self.issuer = self._keep("issuer", "CA cấp phát", 15, root)
        self.tsa_key, self.tsa = self._keep("tsa", "Dấu thời gian", 10, (self.issuer_key, self.issuer))

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        """Return the certificates above a leaf, the issuer first."""
        return (self.issuer, self.root)

    def trust_pem(self) -> bytes:
        """Return root and intermediate, as a trust list publishes them."""
        return self.root.public_bytes(_PEM) + self.issuer.public_bytes(_PEM)

    def issue(
        self,
        *,
        common_name: str,
        organisation: str,
        title: str,
        kind: Kind,
        begins: datetime | None = None,
        ends: datetime | None = None,
    ) -> tuple[Key, x509.Certificate]:
        """Return a new key and its certificate for a person or an agency, for three years."""
        key = _new_key()
        begins = begins or self._begins
        subject = _subject(common_name, organisation, title, kind)
        certificate = (
            _builder(subject, self.issuer.subject, key, begins, ends or begins + 3 * _YEAR)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
            .add_extension(_authority_of(self.issuer_key), critical=False)
            .add_extension(_revocations_at(self._crl_url), critical=False)
            .sign(self.issuer_key, hashes.SHA256())
        )
        return key, certificate

    def revoke(self, serial_number: int, at: datetime) -> None:
        """Put a certificate on the revocation list as of `at`."""
        revoked = self._revoked()
        revoked[str(serial_number)] = at.isoformat()
        _write(self._folder / "revoked.json", json.dumps(revoked).encode())

    def revocation_list(self, at: datetime) -> bytes:
        """Return the signed revocation list (DER), good for seven days from `at`."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.issuer.subject)
            .last_update(at)
            .next_update(at + timedelta(days=7))
            .add_extension(_authority_of(self.issuer_key), critical=False)
            .add_extension(x509.CRLNumber(int(at.timestamp())), critical=False)
        )
        for serial, since in self._revoked().items():
            entry = x509.RevokedCertificateBuilder().serial_number(int(serial))
            builder = builder.add_revoked_certificate(
                entry.revocation_date(datetime.fromisoformat(since)).build()
            )
        return builder.sign(self.issuer_key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def _revoked(self) -> dict[str, str]:
        path = self._folder / "revoked.json"
        found: dict[str, str] = json.loads(path.read_bytes()) if path.exists() else {}
        return found

    def _keep(self, name: str, words: str, years: int, parent: _Signer | None) -> _Signer:
        path = self._folder / f"{name}.pem"
        if not path.exists():
            key = _new_key()
            certificate = self._certify(words, key, years, parent, is_authority=name != "tsa")
            _write(path, key_pem(key) + certificate.public_bytes(_PEM))
        text = path.read_bytes()
        return load_key(text), x509.load_pem_x509_certificate(text)

    def _certify(
        self, words: str, key: Key, years: int, parent: _Signer | None, *, is_authority: bool
    ) -> x509.Certificate:
        subject = _subject(f"{words} - {_NAME}", _NAME, "", "agency")
        signing_key, above = (parent[0], parent[1].subject) if parent else (key, subject)
        usage = _usage(key_cert_sign=is_authority, crl_sign=is_authority, digital_signature=not is_authority)
        builder = (
            _builder(subject, above, key, self._begins, self._begins + years * _YEAR)
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(_authority_of(signing_key), critical=False)
        )
        if not is_authority:
            stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(stamping, critical=True)
        return builder.sign(signing_key, hashes.SHA256())


def key_pem(key: Key) -> bytes:
    """Return the unencrypted PEM of a test key."""
    return key.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def load_key(text: bytes) -> Key:
    """Return the key in `text`."""
    key = serialization.load_pem_private_key(text, None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


def _new_key() -> Key:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _subject(common_name: str, organisation: str, title: str, kind: Kind) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    if title and kind == "person":
        parts.append(x509.NameAttribute(NameOID.TITLE, title))
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: Key, begins: datetime, ends: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
    )


def _authority_of(key: Key) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())


def _revocations_at(url: str) -> x509.CRLDistributionPoints:
    return x509.CRLDistributionPoints(
        [x509.DistributionPoint([x509.UniformResourceIdentifier(url)], None, None, None)]
    )


def _usage(
    *,
    digital_signature: bool = False,
    content_commitment: bool = False,
    key_cert_sign: bool = False,
    crl_sign: bool = False,
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        encipher_only=False,
        decipher_only=False,
    )


def _write(path: Path, content: bytes) -> None:
    """Replace the file in one step, readable by its owner only."""
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_bytes(content)
    fresh.replace(path)
