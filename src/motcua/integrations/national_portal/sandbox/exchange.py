"""The exchange over HTTP: login, list, reports, attachments."""

import secrets
import time
from typing import Any

from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue

from motcua.integrations.national_portal.sandbox.portal import Portal
from motcua.kernel import clock

FORWARD = "/XrdAdapter/RestService/forward"
LIST, DOSSIER, PROGRESS = "LayDanhSachHoSoMoiDangKy", "DongBoHoSoMC", "CapNhatTienDoHoSoMC"
_MOST_TOGETHER = 10
_LARGE = 200 * 1024 * 1024
_REPORTED = {
    DOSSIER: ("MaHoSo", "MaTTHC", "TrangThaiHoSo", "NgayTiepNhan"),
    PROGRESS: ("MaHoSo", "TrangThai"),
}


def add_exchange(app: Flask, portal: Portal) -> None:
    """Add what the commune's system calls."""
    app.add_url_rule(f"{FORWARD}/mapi/login", "login", lambda: _login(portal), methods=["POST"])
    app.add_url_rule(f"{FORWARD}/mapi/g", "call", lambda: _call(portal), methods=["POST"])
    app.add_url_rule("/tep/<name>", "attachment", lambda name: _attachment(portal, name))


def _login(portal: Portal) -> ResponseReturnValue:
    said = _posted()
    if (said.get("username"), said.get("password")) != (portal.username, portal.password):
        portal.note("login", "refused")
        return jsonify(error_code="-2", message="Sai tài khoản")
    session = secrets.token_hex(16)
    portal.sessions.add(session)
    portal.note("login", "session")
    return jsonify(session=session, error_code=0)


def _call(portal: Portal) -> ResponseReturnValue:
    said = _posted()
    service = str(said.get("service"))
    time.sleep(portal.take("delay") or 0)
    if portal.take("500") is not None:
        portal.note(service, "500")
        return "<h1>500</h1>", 500
    if not request.args.get("dstcode") or not request.args.get("providerurl"):
        return jsonify(error_code="-9", message="Thiếu dstcode, providerurl"), 400
    if portal.take("session_over") is not None:
        portal.sessions.clear()
    if said.get("session") not in portal.sessions:
        portal.note(service, "session over")
        return jsonify(error_code="-1", message="Phiên làm việc hết hạn")
    return _answer(portal, service, said)


def _posted() -> dict[str, Any]:
    body = request.get_json(silent=True)
    return body if isinstance(body, dict) else {}


def _answer(portal: Portal, service: str, said: dict[str, Any]) -> ResponseReturnValue:
    unit = str(said.get("madonvi"))
    if service == LIST:
        rows = portal.listed(unit, str(said.get("tungay", "")))
        portal.note(service, f"listed {len(rows)}")
        return jsonify(error_code="0", data=rows)
    if service in _REPORTED:
        return _report(portal, service, unit, said)
    portal.note(service, "unknown service")
    return jsonify(error_code="-4", message="Không có dịch vụ này")


def _report(portal: Portal, service: str, unit: str, said: dict[str, Any]) -> ResponseReturnValue:
    if portal.take("text_refused") is not None:
        portal.note(service, "refused by words")
        return jsonify(message="Đồng bộ không thành công")
    rows = said.get("data")
    if not isinstance(rows, list) or not 0 < len(rows) <= _MOST_TOGETHER:
        return jsonify(error_code="-6", message="Sai dữ liệu")
    updating = said.get("isUpdating") == "True"
    for row in rows:
        refused = _refused(portal, service, row, updating=updating)
        if refused:
            return jsonify(error_code=refused[0], message=refused[1])
        portal.report(service, unit, row, clock.now())
    portal.note(service, "kept")
    if portal.take("dropped") is not None:
        return "", 500
    if portal.take("text_only") is not None:
        return jsonify(message="Đồng bộ thành công")
    return jsonify(error_code="0", message="Thành công")


def _refused(portal: Portal, service: str, row: dict[str, Any], *, updating: bool) -> tuple[str, str] | None:
    """Return code and words against a row of a report, or None."""
    if any(not row.get(name) for name in _REPORTED[service]):
        portal.note(service, "field missing")
        return "-7", "Thiếu trường bắt buộc"
    if service == DOSSIER and portal.knows(row["MaHoSo"]) and not updating:
        portal.note(service, "exists")
        return "-3", "Hồ sơ đã tồn tại"
    return None


def _attachment(portal: Portal, name: str) -> ResponseReturnValue:
    spoilt: dict[str, tuple[str, int]] = {
        "file_404": ("", 404),
        "file_not_pdf": ("<html>Đăng nhập lại</html>", 200),
        "file_redirect": ("", 302),
    }
    for fault, answer in spoilt.items():
        if portal.take(fault) is not None:
            portal.note("attachment", fault)
            return (*answer, {"Location": "/tep/khac"} if fault == "file_redirect" else {})
    if portal.take("file_large") is not None:
        portal.note("attachment", "file_large")
        return (b"x" * 1_000_000 for _ in range(_LARGE // 1_000_000)), 200
    content = portal.file(name)
    portal.note("attachment", "sent" if content else "404")
    return (content, 200, {"Content-Type": "application/octet-stream"}) if content else ("", 404)
