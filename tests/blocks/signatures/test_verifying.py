import io
import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pikepdf
import pytest
from asn1crypto import cms
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from motcua.blocks.signatures import api
from tests.factories import signed_papers as papers
from tests.factories.signed_papers import AT, LATER, Office

pytestmark = pytest.mark.slow

YEAR = timedelta(days=365)
CONTENTS = re.compile(rb"/Contents <([0-9A-F]{500,})>")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return papers.open_office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return papers.open_office(tmp_path_factory.mktemp("other"))


@pytest.fixture(scope="module")
def prepared() -> bytes:
    return papers.prepared_paper()


@pytest.fixture(scope="module")
def signed(office: Office, prepared: bytes) -> bytes:
    return office.signed_by_chair(prepared)


@pytest.fixture(scope="module")
def sealed(office: Office, signed: bytes) -> bytes:
    return office.sealed(signed)


def verdict(office: Office, pdf: bytes, at: datetime = LATER) -> str:
    return api.verify(pdf, office.services.trust(), at=at).verdict


def draw(pdf: bytes) -> bytes:
    """Draw a line over the first page, in an increment."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    stream = writer.add_object(generic.StreamObject(stream_data=b"0 0 m 600 800 l S"))
    writer.add_stream_to_page(0, stream)
    return written(writer)


def renumber(pdf: bytes) -> bytes:
    """Write another number over the clerk's, in an increment."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if field["/T"] == "number":
            field[generic.pdf_name("/V")] = generic.TextStringObject("99/GIA")
            writer.mark_update(reference)
    return written(writer)


def written(writer: IncrementalPdfFileWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def save_anew(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(out)
    return out.getvalue()


def without_signature_values(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for field in document.Root.AcroForm.Fields:  # type: ignore[attr-defined]
            if field.FT == "/Sig":
                del field["/V"]
        document.save(out)
    return out.getvalue()


def change_contents(pdf: bytes, which: int, change: Callable[[cms.ContentInfo], bytes]) -> bytes:
    """Put another CMS into the `which`-th signature, without moving a byte."""
    found = list(CONTENTS.finditer(pdf))[which]
    content = cms.ContentInfo.load(bytes.fromhex(found[1].decode()), strict=False)
    fresh = change(content).hex().encode().ljust(len(found[1]), b"0")
    return pdf[: found.start(1)] + fresh + pdf[found.end(1) :]


def without_time_stamp(content: cms.ContentInfo) -> bytes:
    signer = content["content"]["signer_infos"][0]
    signer["unsigned_attrs"] = None
    rebuilt: bytes = cms.ContentInfo({"content_type": "signed_data", "content": content["content"]}).dump(
        force=True
    )
    return rebuilt


TAMPERED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "drawn over": (draw, "invalid"),
    "number replaced": (renumber, "invalid"),
    "saved anew": (save_anew, "invalid"),
    "signatures taken out": (without_signature_values, "unsigned"),
    "time stamp of the chair taken out": (lambda pdf: change_contents(pdf, 0, without_time_stamp), "invalid"),
    "time stamp of the seal taken out": (lambda pdf: change_contents(pdf, 1, without_time_stamp), "invalid"),
    "bytes hidden behind the end": (lambda pdf: pdf + b"%x\n" + pdf[pdf.rindex(b"startxref") :], "invalid"),
}


@pytest.mark.parametrize(("change", "expected"), TAMPERED.values(), ids=list(TAMPERED))
def test_tampering_is_found(
    office: Office, sealed: bytes, change: Callable[[bytes], bytes], expected: str
) -> None:
    assert verdict(office, sealed) == "valid"
    assert verdict(office, change(sealed)) == expected


def bit_changed(pdf: bytes) -> bytes:
    """The paper with one bit of its content changed."""
    at = pdf.index(b"stream") + 40
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


def test_a_changed_byte_anywhere_is_found(office: Office, sealed: bytes) -> None:
    """Outside the two containers, which hold proofs and padding, no byte may change without notice."""
    gaps = [(m.start(1), m.end(1)) for m in CONTENTS.finditer(sealed)]
    choose = random.Random(7)
    places = [choose.randrange(len(sealed)) for _ in range(60)]
    for place in places:
        if any(start <= place < end for start, end in gaps):
            continue
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        assert verdict(office, changed) != "valid", place


def test_a_changed_bit_blames_the_content_and_not_the_certificate(office: Office, sealed: bytes) -> None:
    report = api.verify(bit_changed(sealed), office.services.trust(), at=LATER)
    assert [one.problems for one in report.signatures] == [("Nội dung đã bị sửa sau khi ký.",)] * 2
    assert [one.signer for one in report.signatures] == ["Nguyễn Văn Thành", papers.COMMITTEE]


def test_the_seal_taken_off_leaves_an_incomplete_paper(office: Office, signed: bytes) -> None:
    report = api.verify(signed, office.services.trust(), at=LATER)
    assert report.verdict == "incomplete"
    assert report.problems == ("Thiếu chữ ký số của cơ quan.",)


def test_a_prepared_paper_is_unsigned(office: Office, prepared: bytes) -> None:
    assert verdict(office, prepared) == "unsigned"


def test_a_seal_over_a_paper_changed_after_the_chair_signed(office: Office, signed: bytes) -> None:
    report = api.verify(office.sealed(draw(signed)), office.services.trust(), at=LATER)
    chair, seal = report.signatures
    assert report.verdict == "invalid"
    assert (chair.later_changes, seal.later_changes) == ("forbidden", "none")
    assert "Văn bản đã bị thêm hoặc sửa trái phép sau khi ký." in report.problems


def test_a_signature_moved_from_another_paper(office: Office, sealed: bytes, prepared: bytes) -> None:
    twin = office.sealed(office.signed_by_chair(prepared))
    stolen = list(CONTENTS.finditer(twin))[1][1]
    moved = list(CONTENTS.finditer(sealed))[1]
    assert verdict(office, sealed[: moved.start(1)] + stolen + sealed[moved.end(1) :]) == "invalid"


def test_a_foreign_authority_is_not_trusted(other: Office, sealed: bytes) -> None:
    report = api.verify(sealed, other.services.trust(), at=LATER)
    assert report.verdict == "invalid"
    assert all(s.intact and not s.trusted and not s.timestamp_trusted for s in report.signatures)
    assert "Không xác định được chứng thư số của người ký do tổ chức tin cậy nào cấp." in report.problems


def test_a_foreign_time_stamp_is_not_trusted(office: Office, other: Office, prepared: bytes) -> None:
    signing = replace(office.signing(office.chair), timestamper=other.services)
    report = api.verify(api.sign(prepared, "person", signing), office.services.trust(), at=LATER)
    assert report.signatures[0].problems == ("Dấu thời gian không đáng tin.",)


def test_revoked_before_signing_is_found_and_after_it_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, prepared: bytes
) -> None:
    office = papers.open_office(tmp_path_factory.mktemp("revoked"))
    signed = office.signed_by_chair(prepared)
    serial = office.services.keyring.get(office.chair.id).certificate.serial_number
    office.services.authority.revoke(serial, AT + timedelta(days=1))
    trust = office.services.trust(at=AT + timedelta(days=2))
    assert api.verify(signed, trust, at=AT + timedelta(days=3)).verdict == "incomplete"

    late = office.signed_by_chair(prepared, at=AT + timedelta(days=2))
    report = api.verify(late, trust, at=AT + timedelta(days=3))
    assert report.signatures[0].problems == ("Chứng thư số của người ký đã bị thu hồi trước khi ký.",)


def test_signed_with_an_expired_certificate(office: Office, prepared: bytes) -> None:
    report = api.verify(
        office.signed_by_chair(prepared, at=AT + 4 * YEAR), office.services.trust(), at=AT + 4 * YEAR
    )
    assert report.signatures[0].problems == (
        "Chứng thư số của người ký đã hết hạn, hoặc chưa có hiệu lực khi ký.",
    )


def test_a_paper_stays_valid_after_its_certificates_expired(office: Office, sealed: bytes) -> None:
    assert verdict(office, sealed, at=AT + 12 * YEAR) == "valid"


def test_a_time_stamp_in_the_future_is_not_believed(office: Office, sealed: bytes) -> None:
    report = api.verify(sealed, office.services.trust(), at=AT - timedelta(days=1))
    assert "Dấu thời gian nằm ở tương lai." in report.problems


@pytest.mark.parametrize("junk", [b"", b"\x00" * 999, b"%PDF-1.7\n", b"PK\x03\x04" + b"x" * 500])
def test_junk_is_unreadable(office: Office, junk: bytes) -> None:
    report = api.verify(junk, office.services.trust(), at=AT)
    assert (report.verdict, report.ok) == ("unreadable", False)
    assert report.summary == "Tệp này không phải là văn bản PDF, hoặc đã bị hỏng."


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=300))
def test_any_bytes_get_a_report(content: bytes) -> None:
    assert not api.verify(b"%PDF-1.7\n" + content, api.TrustList(()), at=AT).ok


def test_fuzzed_papers_get_a_report_and_none_is_believed(office: Office, sealed: bytes) -> None:
    choose = random.Random(11)
    trust = office.services.trust()
    for _ in range(50):
        changed = bytearray(sealed[: choose.randrange(len(sealed) // 2, len(sealed))])
        for _ in range(choose.randrange(1, 30)):
            changed[choose.randrange(len(changed))] = choose.randrange(256)
        assert not api.verify(bytes(changed), trust, at=LATER).ok
