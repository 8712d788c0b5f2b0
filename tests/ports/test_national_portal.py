"""The adapter of the national portal against a portal in a process of its own."""

from datetime import UTC, datetime
from importlib.resources import files
from itertools import count

import pytest
import requests

from motcua.casework.synchronisation.ports import (
    DossierReport,
    FileRefused,
    NationalPortal,
    PortalFile,
    ProgressReport,
)
from motcua.integrations.national_portal.adapter import ExchangePortal
from motcua.integrations.national_portal.answers import Verdict, verdict_of
from motcua.integrations.national_portal.errors import (
    AccountRefused,
    PortalSaidNo,
    PortalSilent,
    PortalUnclear,
)
from motcua.integrations.national_portal.mapping import default_mapping, read_mapping
from motcua.integrations.national_portal.records import moment_of, moment_text, read_record
from motcua.integrations.national_portal.settings import PortalSettings, is_safe_url
from motcua.kernel.errors import NotAvailable
from tests.ports.sandboxes import Sandbox

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
PASSWORD = "motcua-demo-secret"
MAPPING = default_mapping()
_units = count(1)


def settings_of(url: str, **changes: object) -> PortalSettings:
    given: dict[str, object] = {
        "address": f"{url}/XrdAdapter/RestService/forward", "provider_url": url, "username": "motcua",
        "password": PASSWORD, "timeout": 5.0, "max_file": 1_000_000,
    }  # fmt: skip
    return PortalSettings(**{**given, **changes})  # type: ignore[arg-type]


@pytest.fixture
def portal(national: Sandbox) -> ExchangePortal:
    return ExchangePortal(settings_of(national.url))


@pytest.fixture
def unit() -> str:
    """An agency of this test alone."""
    return f"H48.99.{next(_units):02d}"


def put(sandbox: Sandbox, unit: str, **changes: object) -> str:
    """Hand in a dossier; return its national code."""
    record = {
        "MaTTHC": "1.001193.000.00.00.H48", "ChuHoSo": "Nguyễn Văn An", "SoGiayToChuHoSo": "051090004521",
        "SoDienThoai": "0905123401", "Email": "an@example.vn", **changes,
    }  # fmt: skip
    told = requests.post(f"{sandbox.url}/_dossiers", json={"unit": unit, "record": record}, timeout=5)
    return str(told.json()["MaHoSo"])


def put_file(sandbox: Sandbox, content: bytes) -> str:
    return str(requests.post(f"{sandbox.url}/_files", data=content, timeout=5).json()["path"])


def reports(sandbox: Sandbox) -> list[dict[str, object]]:
    return list(requests.get(f"{sandbox.url}/_reports", timeout=5).json())


def report(code: str, state: int = 2) -> DossierReport:
    return DossierReport("H48.53.01", code, "1.001193", state, AT, None, {"owner_name": "Nguyễn Văn An"})


# -- what is told ---------------------------------------------------------------------------------------------


def test_it_tells_what_was_handed_in_with_its_files(national, portal, unit):
    path = put_file(national, b"%PDF-1.7")
    file = {"TenTepDinhKem": "giấy chứng sinh.pdf", "MaThanhPhanHoSo": "giay_chung_sinh"}
    code = put(national, unit, TaiLieuNop=[{**file, "DuongDanTaiTepTin": national.url + path}])
    [told] = portal.new_dossiers(unit, LONG_AGO)
    assert (told.code, told.procedure_code) == (code, "1.001193.000.00.00.H48")
    assert (told.owner_name, told.citizen_id, told.phone) == ("Nguyễn Văn An", "051090004521", "0905123401")
    assert told.submitted_at is not None and told.submitted_at.tzinfo is not None and not told.unreadable
    assert [(one.name, one.component) for one in told.files] == [("giấy chứng sinh.pdf", "giay_chung_sinh")]
    assert portal.fetch(told.files[0]) == b"%PDF-1.7"
    assert portal.read(told.told) == told
    assert "051090004521" not in repr(told) and "Nguyễn" not in repr(told)


def test_it_asks_for_one_agency_and_since_a_moment(national, portal, unit):
    put(national, unit, NgayNopHoSo="20261101080000")
    put(national, "H48.00.00")
    assert len(portal.new_dossiers(unit, LONG_AGO)) == 1
    assert portal.new_dossiers(unit, datetime(2026, 11, 2, tzinfo=UTC)) == ()


def test_only_the_agencies_of_the_list_are_connected(national):
    named = ExchangePortal(settings_of(national.url, units=("H48.53.01",)))
    assert named.serves("H48.53.01") and not named.serves("H48.53.02")
    adapter: NationalPortal = ExchangePortal(settings_of(national.url))
    assert adapter.serves("H48.53.02")


def test_a_session_that_is_over_is_begun_anew_once(national, portal, unit):
    put(national, unit)
    portal.new_dossiers(unit, LONG_AGO)
    before = len(national.ledger())
    national.fault("session_over")
    assert len(portal.new_dossiers(unit, LONG_AGO)) == 1
    assert [row["outcome"] for row in national.ledger(before)] == ["session over", "session", "listed 1"]
    before = len(national.ledger())
    national.fault("session_over", times=9)
    with pytest.raises(PortalSaidNo):
        portal.new_dossiers(unit, LONG_AGO)
    assert [row["action"] for row in national.ledger(before)].count("login") == 1


def test_a_wrong_account_is_told_and_never_repeated(national):
    stranger = ExchangePortal(settings_of(national.url, password="sai-mat-khau-thu"))
    before = len(national.ledger())
    with pytest.raises(AccountRefused) as refused:
        stranger.new_dossiers("H48.53.01", LONG_AGO)
    assert len(national.ledger(before)) == 1 and "sai-mat-khau" not in refused.value.message


@pytest.mark.parametrize(
    ("fault", "code", "count"), [("twice", "", 4), ("reordered", "", 2), ("not_an_object", "", 3)]
)
def test_it_passes_on_what_is_told_however_odd(national, portal, unit, fault, code, count):
    first, second = put(national, unit), put(national, unit)
    national.fault(fault)
    codes = [one.code for one in portal.new_dossiers(unit, LONG_AGO)]
    assert len(codes) == count and {first, second} <= set(codes)
    assert fault != "reordered" or codes == [second, first]


@pytest.mark.parametrize(
    ("fault", "field", "told"),
    [
        ("missing_number", "citizen_id", ""),
        ("missing_code", "code", ""),
        ("unknown_procedure", "procedure_code", "9.999999.000.00.00.H48"),
        ("wrong_date", "submitted_at", None),
    ],
)
def test_a_faulty_field_is_told_as_it_is(national, portal, unit, fault, field, told):
    put(national, unit)
    national.fault(fault)
    [one] = portal.new_dossiers(unit, LONG_AGO)
    assert getattr(one, field) == told
    assert one.unreadable == (("submitted_at",) if fault == "wrong_date" else ())


def test_a_silent_portal_is_asked_once_more_and_then_told(national, portal, unit):
    put(national, unit)
    national.fault("500")
    assert len(portal.new_dossiers(unit, LONG_AGO)) == 1
    national.fault("500", times=2)
    with pytest.raises(PortalSilent):
        portal.new_dossiers(unit, LONG_AGO)


def test_slowness_and_absence_end_in_time(national, unit, closed_port):
    # Asked for an agency of its own: the portal still answers when the next test reads its ledger.
    slow = ExchangePortal(settings_of(national.url, timeout=0.2))
    slow._log_in("")
    national.fault("delay", seconds=0.6, times=2)
    with pytest.raises(NotAvailable) as late:
        slow.new_dossiers(unit, LONG_AGO)
    assert isinstance(late.value, PortalSilent)
    with pytest.raises(PortalSilent):
        ExchangePortal(settings_of(f"http://127.0.0.1:{closed_port}")).new_dossiers(unit, LONG_AGO)


def test_an_answer_has_a_size(national, unit):
    put(national, unit, TrichYeuHoSo="x" * 5_000)
    small = ExchangePortal(settings_of(national.url, max_answer=2_000))
    with pytest.raises(PortalUnclear):
        small.new_dossiers(unit, LONG_AGO)


# -- files ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "reference",
    [
        "http://169.254.169.254/khoa", "//evil.example/tep/x", "http://127.0.0.1@evil.example/tep/x",
        "file:///etc/passwd", "ftp://127.0.0.1/x", "https://127.0.0.1/tep/x", "\\\\evil.example\\x",
    ],
)  # fmt: skip
def test_a_file_elsewhere_is_not_fetched(portal, reference):
    with pytest.raises(FileRefused) as refused:
        portal.fetch(PortalFile(reference, "a.pdf"))
    assert refused.value.reason == "file_foreign" and reference not in refused.value.message


@pytest.mark.parametrize("reference", ["../../etc/passwd", "/etc/passwd", "tep/khong-co"])
def test_a_path_is_one_of_the_portal_and_not_of_this_machine(portal, reference):
    with pytest.raises(FileRefused) as refused:
        portal.fetch(PortalFile(reference, "a.pdf"))
    assert refused.value.reason == "file_missing"


@pytest.mark.parametrize(
    ("fault", "reason"), [("file_404", "file_missing"), ("file_large", "file_too_large")]
)
def test_a_file_that_cannot_be_had_says_why(national, portal, fault, reason):
    path = put_file(national, b"%PDF-1.7")
    national.fault(fault)
    with pytest.raises(FileRefused) as refused:
        portal.fetch(PortalFile(path, "a.pdf"))
    assert refused.value.reason == reason
    assert portal.fetch(PortalFile(path, "a.pdf")) == b"%PDF-1.7"


def test_a_redirect_is_not_followed(national, portal):
    path = put_file(national, b"%PDF-1.7")
    national.fault("file_redirect")
    with pytest.raises(PortalSilent):
        portal.fetch(PortalFile(path, "a.pdf"))


# -- what is reported -----------------------------------------------------------------------------------------


def test_what_exists_is_told_again_as_an_update(national, portal, unit):
    code, before = put(national, unit), len(national.ledger())
    portal.report_dossier(report(code))
    portal.report_dossier(report(code, state=9))
    outcomes = [row["outcome"] for row in national.ledger(before) if row["action"] == "DongBoHoSoMC"]
    assert outcomes == ["exists", "kept", "exists", "kept"]
    rows = [one["row"] for one in reports(national) if one["row"]["MaHoSo"] == code]
    assert [row["TrangThaiHoSo"] for row in rows] == ["2", "9"]
    assert rows[0]["NgayTiepNhan"] == "20261123080000" and rows[0]["NoiNopHoSo"] == "1"
    assert "NgayHenTra" not in rows[0]


def test_a_dossier_new_to_the_portal_is_created(national, portal):
    before = len(national.ledger())
    portal.report_dossier(report("H48.53.01-261123-9001"))
    told = [row["outcome"] for row in national.ledger(before) if row["action"] == "DongBoHoSoMC"]
    assert told == ["kept"]


def test_an_answer_that_was_lost_is_told_again_without_harm(national, portal, unit):
    code = put(national, unit)
    national.fault("dropped")
    with pytest.raises(PortalSilent):
        portal.report_dossier(report(code))
    portal.report_dossier(report(code))
    rows = [one["row"] for one in reports(national) if one["row"]["MaHoSo"] == code]
    assert len(rows) == 2 and rows[0] == rows[1]


def test_success_and_refusal_told_by_words_alone(national, portal, unit):
    code = put(national, unit)
    step = ProgressReport("H48.53.01", code, 2, "Phạm Thị Dung" * 9, "Công chức", "Một cửa", AT, "Tiếp nhận")
    national.fault("text_only")
    portal.report_progress(step)
    assert len([one for one in reports(national) if one["row"]["MaHoSo"] == code]) == 1
    assert len(reports(national)[-1]["row"]["NguoiXuLy"]) == 50
    national.fault("text_refused")
    with pytest.raises(PortalSaidNo):
        portal.report_progress(step)


# -- without a portal -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ({"error_code": 0}, Verdict.DONE),
        ({"error_code": "0", "message": "x"}, Verdict.DONE),
        ({"error_code": "-3", "message": "Hồ sơ đã tồn tại"}, Verdict.EXISTS),
        ({"error_code": "3", "message": "HO SO DA TON TAI"}, Verdict.EXISTS),
        ({"error_code": "-3", "message": "Sai dữ liệu"}, Verdict.REFUSED),
        ({"message": "Hồ sơ đã tồn tại"}, Verdict.EXISTS),
        ({"message": "Cập nhật thành công"}, Verdict.DONE),
        ({"message": "Cập nhật không thành công"}, Verdict.REFUSED),
        ({"error_code": "-8", "message": "Thành công"}, Verdict.REFUSED),
        ({"error_code": "-1"}, Verdict.SESSION_OVER),
        ({}, Verdict.REFUSED),
        ({"error_code": True, "message": ["Thành công"]}, Verdict.REFUSED),
    ],
)
def test_what_an_answer_means(answer, verdict):
    assert verdict_of(answer, MAPPING) is verdict


def test_times_are_of_vietnam():
    assert moment_of("20261123080000") == AT and moment_text(AT) == "20261123080000"
    assert [moment_of(text) for text in ("", "2026112308000", "20261345256199", "２0261123080000")] == [
        None
    ] * 4


@pytest.mark.parametrize(
    "told",
    [
        {}, {"": "H48"}, {"MaHoSo": ["x"], "TaiLieuNop": "x"}, {"MaHoSo": 5, "DinhDanhCHS": [3, {}]},
        {"ChuHoSo": "x" * 999, "TaiLieuNop": [None, {}, {"DuongDanTaiTepTin": {}}]}, {"NgayNopHoSo": True},
    ],
)  # fmt: skip
def test_no_record_is_too_odd_to_be_read(told):
    read_record(told, MAPPING)


def test_signs_that_are_not_seen_are_left_out_and_the_second_name_of_a_number_counts():
    told = {
        "ChuHoSo": "  Đinh\u202e Thị\x00\nRế ",
        "DinhDanhCHS": [
            {"LoaiDinhDanh": "2", "SoDinhDanh": "212345678"},
            {"LoaiDinhDanh": 1, "SoDinhDanh": "051060001234"},
        ],
        "TaiLieuNop": [
            {"DuongDanTaiTepTin": "/a", "IsDeleted": "1"},
            {"DuongDanTaiTepTin": "/b", "MaThanhPhanHoSo": "KQ.1"},
        ],
        "MaTTHC": "1.001193.000.00.00.H48",
    }
    text = files("motcua.integrations.national_portal").joinpath("mapping.yaml").read_text(encoding="utf-8")
    known = 'components: {"1.001193": {"KQ.1": giay_chung_sinh}}'
    read = read_record(told, read_mapping(text.replace("components: {}", known)))
    assert read.owner_name == "Đinh Thị Rế" and read.citizen_id == "051060001234"
    assert [(one.reference, one.component) for one in read.files] == [("/b", "giay_chung_sinh")]


def test_an_account_travels_only_where_it_is_safe():
    assert is_safe_url("https://truc.example.vn/x") and is_safe_url("http://10.1.2.3:8080/x")
    assert not is_safe_url("http://truc.example.vn/x") and not is_safe_url("http://8.8.8.8/x")
    with pytest.raises(ValueError, match="https"):
        settings_of("http://truc.example.vn")
    with pytest.raises(ValueError, match="password"):
        settings_of("https://truc.example.vn", password="")
    assert PASSWORD not in repr(settings_of("https://truc.example.vn"))
