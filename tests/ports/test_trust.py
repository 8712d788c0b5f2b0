"""The trust adapters against the sandbox in its own process."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from asn1crypto import tsp
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import load_der_x509_certificate

from motcua.blocks.signatures import api
from motcua.blocks.signatures import ports as signing_ports
from motcua.integrations.trust.csc import CscSigningService
from motcua.integrations.trust.timestamps import HttpTimestamper
from tests.factories.signed_papers import DATE, NUMBER, prepared_paper
from tests.ports.sandboxes import Sandbox, free_port, run, stop

pytestmark = pytest.mark.slow

DIGEST = hashlib.sha256(b"giay to").digest()
SECRET = "bi-mat-chi-dung-de-thu"
PIN = "123456"


def start(folder: Path) -> tuple[object, Sandbox]:
    port = free_port()
    arguments = ["--port", str(port), "--state", str(folder), "--client-secret", SECRET]
    process = run("motcua.integrations.trust.sandbox", *arguments)
    return process, Sandbox(f"http://127.0.0.1:{port}", folder)


@pytest.fixture(scope="module")
def trust_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    process, sandbox = start(tmp_path_factory.mktemp("trust"))
    yield sandbox
    stop(process)  # type: ignore[arg-type]


@pytest.fixture
def trust(trust_process: Sandbox) -> Iterator[Sandbox]:
    trust_process.clear()
    yield trust_process
    trust_process.clear()


def service_of(sandbox: Sandbox, **options: float) -> CscSigningService:
    return CscSigningService(sandbox.url, client_id="motcua", client_secret=SECRET, **options)


@pytest.fixture
def service(trust: Sandbox) -> CscSigningService:
    return service_of(trust, timeout=5)


def make(sandbox: Sandbox, user: str, kind: str = "person", name: str = "Nguyễn Văn Thành") -> str:
    wanted = {
        "user": user,
        "common_name": name,
        "organisation": "Ủy ban nhân dân xã Suối Ngọc",
        "title": "Chủ tịch",
        "pin": PIN,
        "kind": kind,
    }
    answer = requests.post(f"{sandbox.url}/_credentials", json=wanted, timeout=5)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["credentialID"])


@pytest.fixture
def credential_id(trust: Sandbox) -> str:
    return make(trust, "thanh")


def test_a_credential_brings_its_chain(service: CscSigningService, credential_id: str) -> None:
    (credential,) = service.list_credentials("thanh")
    leaf, issuer, root = (load_der_x509_certificate(der) for der in credential.chain)
    assert credential.id == credential_id
    assert "Nguyễn Văn Thành" in credential.subject
    assert (leaf.issuer, issuer.issuer, root.issuer) == (issuer.subject, root.subject, root.subject)
    leaf.verify_directly_issued_by(issuer)
    issuer.verify_directly_issued_by(root)
    assert service.list_credentials("nobody") == ()


def test_hashes_are_signed_in_order(service: CscSigningService, credential_id: str) -> None:
    hashes = [hashlib.sha256(bytes([n])).digest() for n in range(3)]
    sad = service.authorise(credential_id, PIN, 3, "ba giấy")
    key = load_der_x509_certificate(service.list_credentials("thanh")[0].chain[0]).public_key()
    assert isinstance(key, RSAPublicKey)
    for digest, signature in zip(hashes, service.sign_hash(credential_id, sad, hashes), strict=True):
        key.verify(signature, digest, PKCS1v15(), Prehashed(SHA256()))


def test_an_authorisation_is_used_up(service: CscSigningService, credential_id: str) -> None:
    sad = service.authorise(credential_id, PIN, 1, "một giấy")
    service.sign_hash(credential_id, sad, [DIGEST])
    with pytest.raises(signing_ports.AuthorisationExpired):
        service.sign_hash(credential_id, sad, [DIGEST])


def test_a_wrong_pin_and_then_the_lock(trust: Sandbox, service: CscSigningService) -> None:
    locked = make(trust, "khoa", name="Người bị khóa")
    for _ in range(5):
        with pytest.raises(signing_ports.WrongPin):
            service.authorise(locked, "000000", 1, "")
    with pytest.raises(signing_ports.CredentialLocked):
        service.authorise(locked, PIN, 1, "")


def test_an_unknown_credential(service: CscSigningService) -> None:
    with pytest.raises(signing_ports.CredentialMissing):
        service.authorise("khong-co", PIN, 1, "")


def test_a_wrong_client_secret_is_not_served(trust: Sandbox) -> None:
    stranger = CscSigningService(trust.url, client_id="motcua", client_secret="sai")
    with pytest.raises(signing_ports.SigningUnavailable):
        stranger.list_credentials("thanh")


def test_nobody_listens() -> None:
    absent = CscSigningService(f"http://127.0.0.1:{free_port()}", client_id="a", client_secret="b")
    with pytest.raises(signing_ports.SigningUnavailable):
        absent.list_credentials("thanh")


@pytest.mark.parametrize("url", ["http://csc.example.vn", "ftp://127.0.0.1", "csc.example.vn"])
def test_a_pin_never_leaves_the_machine_unencrypted(url: str) -> None:
    with pytest.raises(ValueError, match="https"):
        CscSigningService(url, client_id="a", client_secret="b")


@pytest.mark.parametrize(
    ("fault", "error", "signed"),
    [
        ("signHash_503", signing_ports.SigningUnavailable, 0),
        ("signHash_500", signing_ports.SigningOutcomeUnknown, 0),
        ("signHash_dropped", signing_ports.SigningOutcomeUnknown, 1),
        ("signHash_truncated", signing_ports.SigningOutcomeUnknown, 1),
        ("signHash_garbage", signing_ports.SigningOutcomeUnknown, 1),
    ],
)
def test_faults_while_signing(
    trust: Sandbox,
    service: CscSigningService,
    credential_id: str,
    fault: str,
    error: type[Exception],
    signed: int,
) -> None:
    """The service signed exactly when the ledger says so; the adapter claims nothing it cannot know."""
    sad = service.authorise(credential_id, PIN, 1, "")
    before = len(trust.ledger())
    trust.fault(fault)
    with pytest.raises(error):
        service.sign_hash(credential_id, sad, [DIGEST])
    rows = trust.ledger(after=before)
    assert [row["action"] for row in rows] == ["signHash"] * signed
    again = service.authorise(credential_id, PIN, 1, "")
    assert len(service.sign_hash(credential_id, again, [DIGEST])) == 1


def test_a_late_answer_leaves_the_outcome_unknown(trust: Sandbox, credential_id: str) -> None:
    hasty = service_of(trust, timeout=0.3)
    sad = hasty.authorise(credential_id, PIN, 1, "")
    trust.fault("signHash_delay", seconds=1)
    with pytest.raises(signing_ports.SigningOutcomeUnknown):
        hasty.sign_hash(credential_id, sad, [DIGEST])


@pytest.mark.parametrize("kind", ["500", "503", "dropped", "truncated", "garbage"])
@pytest.mark.parametrize("endpoint", ["token", "list", "info", "authorize"])
def test_faults_before_signing_mean_not_available(
    trust: Sandbox, credential_id: str, endpoint: str, kind: str
) -> None:
    trust.fault(f"{endpoint}_{kind}")
    service = service_of(trust)
    with pytest.raises(signing_ports.SigningUnavailable):
        service.list_credentials("thanh")
        service.authorise(credential_id, PIN, 1, "")


def test_an_expired_authorisation(trust: Sandbox, service: CscSigningService, credential_id: str) -> None:
    trust.fault("expired_sad")
    sad = service.authorise(credential_id, PIN, 1, "")
    with pytest.raises(signing_ports.AuthorisationExpired):
        service.sign_hash(credential_id, sad, [DIGEST])


def test_a_lock_on_command(trust: Sandbox, service: CscSigningService) -> None:
    credential_id = make(trust, "khoa-2", name="Người bị khóa hai")
    trust.fault("locked")
    with pytest.raises(signing_ports.CredentialLocked):
        service.authorise(credential_id, PIN, 1, "")


def test_a_time_stamp_is_over_the_digest(trust: Sandbox) -> None:
    token = tsp.ContentInfo.load(HttpTimestamper(f"{trust.url}/tsa").timestamp(DIGEST))
    info = token["content"]["encap_content_info"]["content"].parsed
    assert info["message_imprint"]["hashed_message"].native == DIGEST
    assert abs(info["gen_time"].native - datetime.now(UTC)) < timedelta(seconds=10)


@pytest.mark.parametrize(
    "fault",
    ["tsa_500", "tsa_503", "tsa_dropped", "tsa_truncated", "tsa_garbage", "tsa_rejects", "tsa_wrong_digest"],
)
def test_a_failing_time_stamp_authority(trust: Sandbox, fault: str) -> None:
    trust.fault(fault)
    stamper = HttpTimestamper(f"{trust.url}/tsa")
    with pytest.raises(signing_ports.TimestampUnavailable):
        stamper.timestamp(DIGEST)
    assert stamper.timestamp(DIGEST)


def sign_over_http(sandbox: Sandbox, chair: str = "thanh") -> bytes:
    """Chair, then clerk, over the wire."""
    service, stamper = service_of(sandbox), HttpTimestamper(f"{sandbox.url}/tsa")
    make(sandbox, chair)
    make(sandbox, "van-thu", kind="agency", name="Ủy ban nhân dân xã Suối Ngọc")
    pdf = prepared_paper()
    steps: list[tuple[str, str, dict[str, str]]] = [
        (chair, "person", {}),
        ("van-thu", "agency", {"number": NUMBER, "date": DATE}),
    ]
    for user, field, values in steps:
        (credential,) = service.list_credentials(user)
        sad = service.authorise(credential.id, PIN, 1, "Giấy xác nhận")
        signing = api.Signing(service, credential, sad, stamper, datetime.now(UTC))
        pdf = api.sign(pdf, field, signing, values=values)
    return pdf


def trust_of(sandbox: Sandbox) -> api.TrustList:
    pem = requests.get(f"{sandbox.url}/_trust", timeout=5).content
    crl = requests.get(f"{sandbox.url}/crl", timeout=5).content
    return api.TrustList.from_pem(pem, revocation_lists=(crl,))


def test_a_paper_signed_over_the_wire_verifies(trust: Sandbox) -> None:
    report = api.verify(sign_over_http(trust), trust_of(trust), at=datetime.now(UTC))
    assert (report.verdict, report.problems) == ("valid", ())


def test_a_wrong_signature_of_the_service_never_reaches_a_paper(trust: Sandbox) -> None:
    trust.fault("wrong_signature")
    with pytest.raises(signing_ports.SigningUnavailable, match="không khớp"):
        sign_over_http(trust)


def test_a_revoked_certificate_is_found(trust: Sandbox) -> None:
    credential_id = make(trust, "thu-hoi")
    trust.fault("clock_offset", seconds=-3600)  # revoked an hour ago, on the clock of the authority
    answer = requests.post(f"{trust.url}/_revoke", json={"credentialID": credential_id}, timeout=5)
    assert answer.status_code == 200
    trust.clear()
    report = api.verify(sign_over_http(trust, "thu-hoi"), trust_of(trust), at=datetime.now(UTC))
    assert "Chứng thư số của người ký đã bị thu hồi trước khi ký." in report.problems


def test_a_clock_ahead_of_ours_is_found(trust: Sandbox) -> None:
    trust.fault("clock_offset", seconds=7200)
    report = api.verify(sign_over_http(trust), trust_of(trust), at=datetime.now(UTC))
    assert "Dấu thời gian nằm ở tương lai." in report.problems


@pytest.mark.parametrize(
    "body", [{"name": "nonsense"}, {"name": "tsa_500", "times": 0}, {"name": "tsa_delay", "seconds": "x"}]
)
def test_an_unknown_fault_is_refused(trust: Sandbox, body: dict[str, object]) -> None:
    assert requests.post(f"{trust.url}/_faults", json=body, timeout=5).status_code == 400


def test_the_ledger_holds_no_secret(trust: Sandbox, service: CscSigningService, credential_id: str) -> None:
    sad = service.authorise(credential_id, PIN, 1, "bí mật")
    service.sign_hash(credential_id, sad, [DIGEST])
    text = (trust.folder / "ledger.jsonl").read_text()
    assert all(secret not in text for secret in (PIN, sad, "bí mật", "Thành"))


def test_a_restart_keeps_authority_credentials_and_pins(tmp_path: Path) -> None:
    seen: list[tuple[bytes, signing_ports.Credential]] = []
    for begin in (lambda box: make(box, "thanh"), lambda box: ""):
        starter: Callable[[Sandbox], str] = begin
        process, sandbox = start(tmp_path)
        try:
            starter(sandbox)
            service = service_of(sandbox)
            (credential,) = service.list_credentials("thanh")
            assert service.authorise(credential.id, PIN, 1, "")
            seen.append((requests.get(f"{sandbox.url}/_trust", timeout=5).content, credential))
        finally:
            stop(process)  # type: ignore[arg-type]
    assert seen[0] == seen[1]


def test_keys_are_readable_by_their_owner_only(trust: Sandbox, credential_id: str) -> None:
    kept = [*trust.folder.glob("authority/*"), *trust.folder.glob("credentials/*")]
    assert kept
    assert {path.stat().st_mode & 0o077 for path in kept} == {0}
