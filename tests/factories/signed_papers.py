"""A paper, a test authority and signers in this process: what the sandbox does, without its HTTP."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from asn1crypto import tsp
from cryptography.hazmat.primitives.serialization import Encoding

from motcua.blocks.documents.api import typeset_marked
from motcua.blocks.signatures import api
from motcua.blocks.signatures.ports import Credential
from motcua.integrations.trust.sandbox.authority import Authority
from motcua.integrations.trust.sandbox.keyring import Keyring
from motcua.integrations.trust.sandbox.stamping import StampingAuthority

AT = datetime(2026, 10, 8, 3, 0, tzinfo=UTC)  # 10:00 in Vietnam
LATER = AT + timedelta(hours=1)
NUMBER, DATE = "12/GXN-UBND", "ngày 08 tháng 10 năm 2026"
COMMITTEE = "Ủy ban nhân dân xã Suối Ngọc"
RESULT = """#import "/official.typ": *
#show: official.with(title: "Giấy xác nhận")
#heading(
  superior: "Tỉnh Đắk Lắk", agency: "Ủy ban nhân dân xã Suối Ngọc",
  number: number-to-come, dated: date-to-come("Suối Ngọc"),
)
#paper-title("Giấy xác nhận", subject: "Về tình trạng hôn nhân")
Ủy ban nhân dân xã Suối Ngọc xác nhận: #strong(data.name), sinh ngày 02/09/1998, cư trú tại thôn Đông, xã Suối
Ngọc, tỉnh Đắk Lắk, hiện tại chưa đăng ký kết hôn với ai.

Giấy này được cấp để làm thủ tục đăng ký kết hôn và có giá trị trong sáu tháng kể từ ngày cấp.
#closing(
  recipients("Người yêu cầu", "Lưu: VT, HT"),
  signatory(authority: "TM. Ủy ban nhân dân", title: "Chủ tịch", name: "Nguyễn Văn Thành", room: 24mm,
    inside: signature-to-come),
)
"""


@cache
def _keys(folder: Path) -> tuple[Authority, Keyring]:
    # Keys are slow to make, and to read.
    authority = Authority(folder / "authority", at=AT)
    return authority, Keyring(folder / "credentials", authority)


class InProcess:
    """Both ports over one authority."""

    def __init__(self, folder: Path) -> None:
        self.authority, self.keyring = _keys(folder)
        self.stamping = StampingAuthority(self.authority)
        self.clock = AT

    def credential(self, **wanted: Any) -> Credential:
        entry = self.keyring.create({"pin": "123456", **wanted})
        chain = (entry.certificate, *self.authority.chain)
        ders = tuple(each.public_bytes(Encoding.DER) for each in chain)
        return Credential(entry.id, ders, entry.certificate.subject.rfc4514_string())

    def list_credentials(self, user: str) -> tuple[Credential, ...]:
        raise NotImplementedError

    def authorise(self, credential_id: str, pin: str, count: int, description: str) -> str:
        return self.keyring.authorise(credential_id, pin, count, ends=self.clock + timedelta(minutes=5))

    def sign_hash(self, credential_id: str, sad: str, hashes: Sequence[bytes]) -> tuple[bytes, ...]:
        return tuple(self.keyring.sign(credential_id, sad, hashes, now=self.clock))

    def timestamp(self, digest: bytes) -> bytes:
        request = tsp.TimeStampReq(
            {
                "version": "v1",
                "message_imprint": {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": digest},
                "cert_req": True,
            }
        )
        answer = tsp.TimeStampResp.load(self.stamping.answer(request.dump(), at=self.clock))
        token: bytes = answer["time_stamp_token"].dump()
        return token

    def trust(self, *, at: datetime | None = None) -> api.TrustList:
        lists = (self.authority.revocation_list(at),) if at else ()
        return api.TrustList.from_pem(self.authority.trust_pem(), revocation_lists=lists)


@dataclass(frozen=True)
class Office:
    """A commune with its chair and its clerk's seal."""

    services: InProcess
    chair: Credential
    seal: Credential

    def signing(self, credential: Credential, image: bytes | None = None, at: datetime = AT) -> api.Signing:
        self.services.clock = at
        sad = self.services.authorise(credential.id, "123456", 1, "Giấy xác nhận")
        return api.Signing(self.services, credential, sad, self.services, at, image, "Ký", "Suối Ngọc")

    def signed_by_chair(self, pdf: bytes, at: datetime = AT) -> bytes:
        return api.sign(pdf, "person", self.signing(self.chair, api.handwriting("Nguyễn Văn Thành"), at))

    def sealed(self, pdf: bytes, at: datetime = LATER) -> bytes:
        signing = self.signing(self.seal, seal_image(), at)
        return api.sign(pdf, "agency", signing, values={"number": NUMBER, "date": DATE})


def open_office(folder: Path) -> Office:
    """Return an office whose authority lives in `folder`."""
    services = InProcess(folder)
    chair = services.credential(
        user="thanh", kind="person", common_name="Nguyễn Văn Thành", organisation=COMMITTEE, title="Chủ tịch"
    )
    return Office(services, chair, services.credential(user="van-thu", kind="agency", common_name=COMMITTEE))


@cache
def seal_image() -> bytes:
    """Return the seal of the made-up commune."""
    return api.round_seal("Ủy ban nhân dân xã Suối Ngọc - tỉnh Đắk Lắk")


def prepared_paper() -> bytes:
    """Return a result with its free places."""
    made = typeset_marked(RESULT, {"name": "Trần Thị Mai"}, created_at=AT)
    return api.prepare(made.pdf, api.layout_from_marks(made.marks))
