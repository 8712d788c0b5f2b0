"""Examine a PDF: who signed it, when, whether it is as it was signed. Bad input gives a report, no error."""

import io
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import tsp, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import find_unique_cms_attribute
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from motcua.blocks.signatures.rules.report import (
    LaterChanges,
    SignatureReport,
    VerificationReport,
    conclude,
    unreadable,
)
from motcua.blocks.signatures.values import TrustList

logger = logging.getLogger(__name__)
MAX_BYTES = 64 * 1024 * 1024
_CHANGED = "Nội dung đã bị sửa sau khi ký."
_FORBIDDEN_CHANGE = "Văn bản đã bị thêm hoặc sửa trái phép sau khi ký."
_CLOCK_TOLERANCE = timedelta(minutes=5)


def _context(trust: TrustList, moment: datetime) -> ValidationContext:
    """Return what pyHanko needs to judge a certificate as of `moment`; nothing is fetched."""
    return ValidationContext(
        trust_roots=[x509.Certificate.load(der) for der in trust.roots],
        other_certs=[x509.Certificate.load(der) for der in trust.intermediates],
        crls=list(trust.revocation_lists),
        moment=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
        retroactive_revinfo=True,
    )


def verify(pdf: bytes, trust: TrustList, *, at: datetime) -> VerificationReport:
    """Return the report on `pdf` as of `at` (aware). Anything may be passed in; nothing is raised."""
    if len(pdf) > MAX_BYTES:
        return unreadable("Tệp quá lớn để kiểm tra.")
    try:
        return _examine(pdf, trust, at)
    except PdfError:
        return unreadable()
    except Exception as error:  # a hostile file can break the parser anywhere; the report is the answer
        logger.info("a file under examination broke the parser: %s", type(error).__name__)
        return unreadable()


def _examine(pdf: bytes, trust: TrustList, at: datetime) -> VerificationReport:
    reader = PdfFileReader(io.BytesIO(pdf))
    empty = tuple(name for name, value, _ in enumerate_sig_fields(reader) if value is None)
    signatures = tuple(_report(signature, trust, at) for signature in reader.embedded_regular_signatures)
    if signatures and not empty and pdf[_covered_up_to(reader) :].strip():
        signatures = (*signatures[:-1], _with_loose_end(signatures[-1]))
    written = dict(_text_values(reader))
    return conclude(signatures, empty, number=written.get("number", ""), issued_on=written.get("date", ""))


def _covered_up_to(reader: PdfFileReader) -> int:
    """The last byte that any signature or archive time stamp covers: nothing may hide behind it."""
    return max(int(each.byte_range[-2]) + int(each.byte_range[-1]) for each in reader.embedded_signatures)


def _with_loose_end(last: SignatureReport) -> SignatureReport:
    if last.later_changes == "forbidden" or not last.intact:
        return last
    return replace(last, later_changes="forbidden", problems=(*last.problems, _FORBIDDEN_CHANGE))


def _text_values(reader: PdfFileReader) -> Iterator[tuple[str, str]]:
    if "/AcroForm" not in reader.root or "/Fields" not in reader.root["/AcroForm"]:
        return
    for reference in reader.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if "/FT" in field and field["/FT"] == "/Tx" and "/V" in field:
            yield str(field["/T"]), str(field["/V"])


def _report(signature: EmbeddedPdfSignature, trust: TrustList, at: datetime) -> SignatureReport:
    try:
        stamped_at = _claimed_time_stamp(signature)
        context = _context(trust, stamped_at or at)
        status = validate_pdf_signature(signature, context, context)
    except Exception as error:  # a broken CMS is a finding about this signature, not a fault of ours
        logger.info("signature %s cannot be judged: %s", signature.field_name, type(error).__name__)
        return _unjudged(signature)
    later = _later_changes(status)
    stamp = status.timestamp_validity
    stamp_ok = stamp is not None and stamp.valid and stamp.intact and stamp.trusted
    subject = _subject(status.signing_cert)
    return SignatureReport(
        field=str(signature.field_name),
        signer=subject.get("common_name", ""),
        organisation=subject.get("organization_name", ""),
        title=subject.get("title", ""),
        issuer=_subject_of(status.signing_cert.issuer).get("common_name", ""),
        serial_number=f"{status.signing_cert.serial_number:X}",
        signed_at=signature.self_reported_timestamp,
        timestamped_at=stamped_at,
        timestamp_trusted=stamp_ok,
        intact=status.intact and status.valid,
        trusted=status.trusted,
        covers_whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        later_changes=later,
        problems=tuple(_problems(status, later, stamped_at, stamp_ok, at)),
    )


def _problems(
    status: PdfSignatureStatus,
    later: LaterChanges,
    stamped_at: datetime | None,
    stamp_ok: bool,
    at: datetime,
) -> Iterator[str]:
    sound = status.intact and status.valid
    if not sound:
        yield _CHANGED
    if status.revoked:
        yield "Chứng thư số của người ký đã bị thu hồi trước khi ký."
    elif sound and not status.trusted:
        # Of a changed file no certificate is judged: its distrust would say nothing of who issued it.
        yield _distrust(status)
    if sound and later == "forbidden":
        yield _FORBIDDEN_CHANGE
    if stamped_at is None:
        yield "Chữ ký số không có dấu thời gian."
    elif not stamp_ok:
        yield "Dấu thời gian không đáng tin."
    elif stamped_at > at + _CLOCK_TOLERANCE:
        yield "Dấu thời gian nằm ở tương lai."


def _distrust(status: PdfSignatureStatus) -> str:
    indication = str(getattr(status.trust_problem_indic, "name", ""))
    if "OUT_OF_BOUNDS" in indication or "NOT_YET_VALID" in indication or "EXPIRED" in indication:
        return "Chứng thư số của người ký đã hết hạn, hoặc chưa có hiệu lực khi ký."
    return "Không xác định được chứng thư số của người ký do tổ chức tin cậy nào cấp."


def _later_changes(status: PdfSignatureStatus) -> LaterChanges:
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return "none"
    covered = status.coverage == SignatureCoverageLevel.ENTIRE_REVISION
    level = status.modification_level or ModificationLevel.OTHER
    harmless = level <= ModificationLevel.FORM_FILLING and bool(status.docmdp_ok)
    return "allowed" if covered and harmless else "forbidden"


def _claimed_time_stamp(signature: EmbeddedPdfSignature) -> datetime | None:
    for data in extract_tst_data_iter(signature.signer_info, signed=False):
        info = data["encap_content_info"]["content"].parsed
        if isinstance(info, tsp.TSTInfo):
            moment: datetime = info["gen_time"].native
            return moment
    return None


def _subject(certificate: x509.Certificate) -> dict[str, str]:
    return _subject_of(certificate.subject)


def _subject_of(name: x509.Name) -> dict[str, str]:
    native: dict[str, Any] = name.native
    return {key: ", ".join(value) if isinstance(value, list) else str(value) for key, value in native.items()}


def _unjudged(signature: EmbeddedPdfSignature) -> SignatureReport:
    """Return what is still known of a signature in a file that is too broken to be judged."""
    try:
        certificate, changed = signature.signer_cert, _content_changed(signature)
        subject, issuer = _subject(certificate), _subject_of(certificate.issuer)
    except Exception:  # the CMS itself is broken: not even its signer is known
        subject, issuer, changed = {}, {}, False
    return SignatureReport(
        field=str(signature.field_name),
        signer=subject.get("common_name", ""),
        organisation=subject.get("organization_name", ""),
        title=subject.get("title", ""),
        issuer=issuer.get("common_name", ""),
        serial_number="",
        signed_at=None,
        timestamped_at=None,
        timestamp_trusted=False,
        intact=False,
        trusted=False,
        covers_whole_file=False,
        later_changes="forbidden",
        problems=(_CHANGED if changed else "Chữ ký số bị hỏng, không kiểm tra được.",),
    )


def _content_changed(signature: EmbeddedPdfSignature) -> bool:
    signed = find_unique_cms_attribute(signature.signer_info["signed_attrs"], "message_digest").native
    return bool(signature.compute_digest() != signed)
