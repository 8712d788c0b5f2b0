"""The pages for people, and the commands for tests."""

from typing import Any

from flask import Flask, Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motcua.integrations.national_portal.sandbox.exchange import add_exchange
from motcua.integrations.national_portal.sandbox.portal import KNOWN, Portal
from motcua.integrations.vneid.sandbox.personas import PEOPLE

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
STATES = {
    "1": "Mới đăng ký", "2": "Được tiếp nhận", "3": "Không được tiếp nhận", "4": "Đang xử lý",
    "5": "Yêu cầu bổ sung", "6": "Yêu cầu nộp tiền", "7": "Công dân rút", "8": "Dừng xử lý",
    "9": "Đã xử lý xong", "10": "Đã trả kết quả",
}  # fmt: skip
# A few that every commune has; any other code may be typed.
PROCEDURES = {
    "1.001193": "Đăng ký khai sinh",
    "1.000894": "Đăng ký kết hôn",
    "1.000656": "Đăng ký khai tử",
    "1.004837": "Đăng ký giám hộ",
    "2.000635": "Cấp bản sao trích lục hộ tịch",
}
_SHOWN = 50


def create_app(portal: Portal, unit: str) -> Flask:
    """Return the portal with its pages; `unit` is offered until a commune has asked for its dossiers."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 120 * 1024 * 1024
    add_exchange(app, portal)
    _add_pages(app, portal, unit)
    _add_commands(app, portal)
    _add_records(app, portal)

    @app.after_request
    def finish(response: Response) -> Response:
        response.headers["Cache-Control"] = "no-store"
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return app


def _add_pages(app: Flask, portal: Portal, unit: str) -> None:
    @app.get("/")
    def index() -> ResponseReturnValue:
        rows = [_row(portal, one) for one in reversed(portal.dossiers[-_SHOWN:])]
        return render_template("index.html", rows=rows, total=len(portal.dossiers))

    @app.get("/nop")
    def blank() -> ResponseReturnValue:
        return render_template(
            "submit.html", people=PEOPLE, procedures=PROCEDURES, units=portal.units or [unit], problem=""
        )

    @app.post("/nop")
    def hand_in() -> ResponseReturnValue:
        said = request.form
        person = next((one for one in PEOPLE if one.key == said.get("person")), PEOPLE[0])
        record = {
            "MaTTHC": said.get("procedure", "").strip(),
            "TenTTHC": PROCEDURES.get(".".join(said.get("procedure", "").strip().split(".")[:2]), ""),
            "KenhThucHien": "2",
            "ChuHoSo": person.full_name,
            "LoaiDoiTuong": "1",
            "SoGiayToChuHoSo": person.citizen_id,
            "SoDienThoai": person.phone,
            "Email": person.email,
            "DiaChiChuHoSo": person.residence,
            "TrangThaiHoSo": "1",
            "NoiNopHoSo": "1",
            "TaiKhoanDuocXacThucVoiVNeID": "1",
            "TaiLieuNop": _attached(portal),
        }
        portal.hand_in(said.get("unit", unit).strip(), record)
        return redirect(url_for("index"), 303)


def _attached(portal: Portal) -> list[dict[str, str]]:
    """Return the files of the page, each under the code typed beside it."""
    found = []
    for place in ("1", "2", "3"):
        file = request.files.get(f"file{place}")
        if file is not None and file.filename:
            path = portal.keep_file(file.read())
            found.append(
                {
                    "TepDinhKemId": path.rsplit("/", 1)[-1],
                    "TenTepDinhKem": file.filename,
                    "IsDeleted": "0",
                    "MaThanhPhanHoSo": request.form.get(f"component{place}", "").strip(),
                    "DuongDanTaiTepTin": portal.origin + path,
                }
            )
    return found


def _row(portal: Portal, one: dict[str, Any]) -> dict[str, Any]:
    record = one["record"]
    told = [
        {
            "at": report["at"],
            "state": STATES.get(
                str(report["row"].get("TrangThai") or report["row"].get("TrangThaiHoSo")), "?"
            ),
            "what": report["row"].get("NoiDungXuLy", ""),
            "who": report["row"].get("NguoiXuLy", ""),
        }
        for report in portal.reports
        if report["row"].get("MaHoSo") == record.get("MaHoSo") and report["service"] == "CapNhatTienDoHoSoMC"
    ]
    return {"unit": one["unit"], "record": record, "files": record.get("TaiLieuNop") or [], "told": told}


def _add_commands(app: Flask, portal: Portal) -> None:
    @app.route("/_faults", methods=["GET", "POST", "DELETE"])
    def faults() -> ResponseReturnValue:
        if request.method == "DELETE":
            portal.faults.clear()
        if request.method == "POST":
            command = request.get_json(silent=True)
            try:
                portal.arm(command if isinstance(command, dict) else {})
            except (ValueError, TypeError) as error:
                return jsonify(error=str(error), known=KNOWN), 400
        return jsonify(armed={name: len(left) for name, left in portal.faults.items() if left}, known=KNOWN)

    @app.get("/_ledger")
    def ledger() -> ResponseReturnValue:
        return jsonify(portal.ledger[request.args.get("after", 0, int) :])

    @app.get("/_reports")
    def reports() -> ResponseReturnValue:
        return jsonify(portal.reports)


def _add_records(app: Flask, portal: Portal) -> None:
    @app.post("/_dossiers")
    def put() -> ResponseReturnValue:
        said = request.get_json()
        return jsonify(portal.hand_in(said["unit"], said["record"])), 201

    @app.post("/_files")
    def put_file() -> ResponseReturnValue:
        return jsonify(path=portal.keep_file(request.get_data())), 201
