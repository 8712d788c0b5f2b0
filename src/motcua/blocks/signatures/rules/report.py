"""What the examination of a signed PDF says, in words for anybody."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Verdict = Literal["valid", "invalid", "incomplete", "unsigned", "unreadable"]
LaterChanges = Literal["none", "allowed", "forbidden"]

VERDICT_WORDS: dict[Verdict, str] = {
    "valid": "Văn bản có chữ ký số hợp lệ, nội dung không bị sửa sau khi ký.",
    "invalid": "Không thể tin văn bản này: có chữ ký số không hợp lệ.",
    "incomplete": "Văn bản chưa có đủ chữ ký số.",
    "unsigned": "Văn bản không có chữ ký số.",
    "unreadable": "Tệp này không phải là văn bản PDF, hoặc đã bị hỏng.",
}
PLACE_WORDS = {"person": "người có thẩm quyền", "agency": "cơ quan"}


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature. `field` is "person", "agency" or the name a foreign file uses.

    `intact`: the signed bytes are unchanged and the signature fits them. `trusted`: the certificate leads to
    a trusted root and was valid, and not revoked, at the time of the time stamp. `signed_at` is the signer's
    own claim; `timestamped_at` counts only when `timestamp_trusted`.
    """

    field: str
    signer: str
    organisation: str
    title: str
    issuer: str
    serial_number: str
    signed_at: datetime | None
    timestamped_at: datetime | None
    timestamp_trusted: bool
    intact: bool
    trusted: bool
    covers_whole_file: bool
    later_changes: LaterChanges
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Return whether nothing speaks against this signature."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class VerificationReport:
    """The verdict on a file, its signatures in the order of signing, and every problem in plain Vietnamese.

    `missing`: the problems that belong to no signature, since a reserved place is empty. `number` and
    `issued_on` are what the clerk wrote, "" when nothing was written.
    """

    verdict: Verdict
    signatures: tuple[SignatureReport, ...] = ()
    problems: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    number: str = ""
    issued_on: str = ""

    @property
    def ok(self) -> bool:
        """Return whether the file may be trusted."""
        return self.verdict == "valid"

    @property
    def summary(self) -> str:
        """Return the verdict as a sentence."""
        return VERDICT_WORDS[self.verdict]


def unreadable(reason: str = "") -> VerificationReport:
    """Return the report for a file that is no PDF."""
    return VerificationReport("unreadable", problems=(reason or VERDICT_WORDS["unreadable"],))


def conclude(
    signatures: tuple[SignatureReport, ...], empty_places: tuple[str, ...], *, number: str, issued_on: str
) -> VerificationReport:
    """Return the report over `signatures`, when `empty_places` were reserved and hold no signature."""
    missing = tuple(f"Thiếu chữ ký số của {PLACE_WORDS.get(place, place)}." for place in empty_places)
    problems = tuple(problem for signature in signatures for problem in signature.problems) + missing
    verdict: Verdict = "valid"
    if not signatures:
        verdict = "unsigned"
        problems = problems or (VERDICT_WORDS["unsigned"],)
    elif any(not signature.ok for signature in signatures):
        verdict = "invalid"
    elif missing:
        verdict = "incomplete"
    return VerificationReport(verdict, signatures, problems, missing, number, issued_on)
