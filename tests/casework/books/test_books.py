"""The books: entries without a gap, the register proved from the log, lateness answered for, exports."""

import zipfile
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from xml.etree import ElementTree

import pytest

from motcua.blocks.audit.models import AuditEntry
from motcua.casework.books import api as books
from motcua.casework.books.models import Export
from motcua.casework.books.use_cases import make_export as making
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.models import BookCounter, Dossier
from motcua.casework.dossiers.use_cases import acting
from motcua.casework.intake import api as intake
from motcua.kernel import events, tenancy
from motcua.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tests.casework.test_way_of_a_dossier import call, submitted
from tests.factories.organisation import NOW, make_officer
from tests.factories.pdf_text import document_text

pytestmark = pytest.mark.django_db
A = dossiers.Action
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def accepted(office, at=NOW):
    dossier = submitted(office)
    return intake.accept_dossier(replace(call(office.receptionist, dossier, A.ACCEPT), now=at))


def change(office, dossier, **columns):
    """Change a row behind the product's back."""
    with tenancy.scope(communes=[office.commune.id]):
        Dossier.objects.filter(id=dossier.id).update(**columns)


def entries(office) -> list[int | None]:
    return [line.dossier.book_entry for line in books.list_register(office.receptionist, 2026).lines]


def test_an_acceptance_that_fails_gives_its_entry_back(office, monkeypatch):
    first = accepted(office)

    def broken(*arguments):
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as planted:
        planted.setattr(acting, "write", broken)
        with pytest.raises(RuntimeError):
            accepted(office)
    second = accepted(office)
    assert (first.book_year, first.book_entry, second.book_entry) == (2026, 1, 2)
    assert entries(office) == [1, 2]
    assert [line.dossier.id for line in books.list_register(office.receptionist, 2026, 11, 1).lines] == [
        second.id
    ]
    assert books.list_register(office.receptionist, 2026, 10).lines == ()
    with pytest.raises(NotAllowed):
        books.list_register(office.clerk, 2026)


def test_the_register_is_what_the_log_makes_and_every_difference_is_found(office):
    one, two = accepted(office), accepted(office)
    assert books.verify(office.commune.id).sound
    change(office, one, due_at=one.due_at + timedelta(days=1))
    change(office, two, book_entry=7)
    found = "\n".join(books.verify(office.commune.id).problems)
    assert f"Hồ sơ {one.code}: due_at: nhật ký ghi {one.due_at.isoformat()[:10]}" in found
    assert f"Hồ sơ {two.code}: book_entry: nhật ký ghi 2, sổ ghi 7" in found
    assert "Sổ năm 2026: thiếu số 2" in found
    change(office, one, due_at=one.due_at)
    change(office, two, book_entry=2)
    with tenancy.scope(communes=[office.commune.id]):
        BookCounter.objects.update(next_number=9)
    assert "số tiếp theo đáng lẽ 3, sổ ghi 9" in books.verify(office.commune.id).problems[0]


def test_a_dossier_accepted_in_the_log_and_not_in_the_book_is_found(office):
    one = accepted(office)
    with tenancy.scope(communes=[office.commune.id]):
        nobody = Dossier.objects.none().values("id")
        assert events.streams_without(office.commune.id, "DossierAccepted", nobody) == [one.id]
        everybody = Dossier.objects.values("id")
        assert events.streams_without(office.commune.id, "DossierAccepted", everybody) == []


def test_a_month_is_printed_as_form_07_and_the_print_is_audited(office):
    one, two = accepted(office), accepted(office)
    name, pdf = books.print_register(office.receptionist, 2026, 11, now=NOW)
    text = document_text(pdf)
    assert name == "so-theo-doi-2026-11.pdf"
    for told in (one.code, two.code, "Nguyễn Văn An", "0905 123 401", "Tháng 11 năm 2026", "Cộng: 2 hồ sơ"):
        assert told in text, told
    with tenancy.scope(communes=[office.commune.id]):
        [row] = AuditEntry.objects.filter(subject_kind="register")
    assert "2 hồ sơ" in row.purpose


def test_what_is_late_is_listed_until_the_minute_and_answered_for(office):
    dossier = accepted(office)
    on_time, late = dossier.due_at, dossier.due_at + timedelta(minutes=1)
    assert books.list_late(office.receptionist, now=on_time).lines == ()
    [line] = books.list_late(office.receptionist, now=late).lines
    assert (line.dossier.id, line.days, line.reason) == (dossier.id, 0, "")
    with pytest.raises(Conflict):
        books.give_reason(office.receptionist, dossier.id, "Máy hỏng", now=on_time)
    with pytest.raises(InvalidInput):
        books.give_reason(office.receptionist, dossier.id, "  ", now=late)
    for reason in ("Máy hỏng", "Chờ xác minh"):
        books.give_reason(office.receptionist, dossier.id, reason, now=late)
    [line] = books.list_late(office.receptionist, now=late + timedelta(days=2)).lines
    assert (line.days, line.reason, line.given_by_id) == (2, "Chờ xác minh", office.receptionist.staff_id)


def sheet_of(data: bytes) -> list[dict[str, tuple[str, str]]]:
    """Return the rows of a spreadsheet as (text, style) by column letter; a formula anywhere is refused."""
    with zipfile.ZipFile(BytesIO(data)) as book:
        root = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        styles = ElementTree.fromstring(book.read("xl/styles.xml"))
    assert not list(root.iter(f"{SHEET}f"))
    assert not list(root.iter(f"{SHEET}hyperlink"))
    quoted = {
        str(place)
        for place, one in enumerate(styles.find(f"{SHEET}cellXfs"))
        if one.get("quotePrefix") == "1"
    }
    return [
        {
            cell.get("r").rstrip("0123456789"): (
                "".join(cell.itertext()), "quoted" if cell.get("s") in quoted else "plain"
            )
            for cell in row
        }
        for row in root.iter(f"{SHEET}row")
    ]  # fmt: skip


HOSTILE = ["=cmd|' /C calc'!A0", "\t=1+1", "\r=1+1", "+84905123401", "@SUM(1)", "-2+3", "Đinh Văn Nơ"]


def test_an_export_holds_text_alone_and_goes_to_its_asker_alone(office, monkeypatch):
    monkeypatch.setattr(making, "CHUNK", 3)
    for name in HOSTILE:
        change(office, accepted(office), owner_name=name)
    ordered = books.order_export(office.receptionist, 2026, now=NOW)
    assert (ordered.total, ordered.state) == (len(HOSTILE), "waiting")
    assert books.order_export(office.receptionist, 2026, now=NOW).id == ordered.id
    with pytest.raises(NotFound):
        books.fetch_export(office.receptionist, ordered.id, now=NOW)
    told = progress(monkeypatch)
    assert making.make_export(office.commune.id, ordered.id, now=NOW)
    assert told == [3, 6, 7]
    assert not making.make_export(office.commune.id, ordered.id, now=NOW)
    name, data = books.fetch_export(office.receptionist, ordered.id, now=NOW)
    assert name == "so-theo-doi-2026.xlsx"
    head, *rows = sheet_of(data)
    assert head["B"][0] == "Mã hồ sơ"
    assert [row["A"][0] for row in rows] == [str(n) for n in range(1, 8)]
    styles = [row["E"][1] for row in rows]
    assert styles == ["quoted"] * 6 + ["plain"]
    assert rows[3]["E"][0] == "+84905123401"
    other = make_officer(office.commune.id, "receptionist", full_name="Người khác")
    assert books.list_exports(other) == []
    for attempt in (books.fetch_export, books.cancel_export):
        with pytest.raises(NotFound):
            attempt(other, ordered.id, now=NOW)
    with tenancy.scope(communes=[office.commune.id]):
        purposes = [row.purpose for row in AuditEntry.objects.filter(subject_id=ordered.id).order_by("id")]
    assert purposes == ["Xuất sổ theo dõi hồ sơ: 7 hồ sơ", "Tải sổ theo dõi hồ sơ: 7 hồ sơ"]


def progress(monkeypatch) -> list[int]:
    """Return the list that every progress told is written to."""
    told: list[int] = []
    plain = making._tell

    def telling(commune_id, export_id, done):
        told.append(done)
        return plain(commune_id, export_id, done)

    monkeypatch.setattr(making, "_tell", telling)
    return told


def test_an_export_taken_back_stops_at_its_chunk_and_leaves_no_file(office, monkeypatch):
    monkeypatch.setattr(making, "CHUNK", 1)
    accepted(office), accepted(office)
    ordered = books.order_export(office.receptionist, 2026, now=NOW)
    plain = making._tell

    def cancelled(commune_id, export_id, done):
        books.cancel_export(office.receptionist, ordered.id, now=NOW)
        assert done == 1
        return plain(commune_id, export_id, done)

    monkeypatch.setattr(making, "_tell", cancelled)
    assert not making.make_export(office.commune.id, ordered.id, now=NOW)
    with tenancy.scope(communes=[office.commune.id]):
        row = Export.objects.get(id=ordered.id)
    assert (row.state, row.file_id) == ("cancelled", None)


def test_more_than_the_law_allows_is_not_exported(office, monkeypatch):
    from motcua.casework.books.use_cases import order_export as ordering

    def refusal() -> str:
        with pytest.raises(InvalidInput) as refused:
            books.order_export(office.receptionist, 2026, now=NOW)
        return refused.value.errors["month"]

    assert "chưa có hồ sơ" in refusal()
    accepted(office), accepted(office)
    law = ordering.catalogue.law
    monkeypatch.setattr(ordering.catalogue, "law", lambda *given: replace(law(*given), export_most=1))
    assert "nhiều hơn mức 1" in refusal()
