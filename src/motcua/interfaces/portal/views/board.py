"""The notice board: the procedures of the commune, to read and to print and post."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.portal import facts, notice_board, printing
from motcua.interfaces.portal.request import PortalRequest, today
from motcua.interfaces.portal.views.downloads import PDF, file_answer
from motcua.kernel.errors import NotFound

PAPERS = ("a4", "a3")


def _fields(request: PortalRequest, field: str) -> list[notice_board.Field]:
    on = today()
    current = catalogue.list_current(on, request.commune.id)
    contents = [one.content for one in current if field in ("", one.content.field)]
    if not contents and field:
        raise NotFound("Không có thủ tục nào của lĩnh vực này.")
    own = [facts.own_terms(request, one) for one in contents]
    return notice_board.rows_of(contents, catalogue.list_fees(contents, request.commune.id, on), own)


def board(request: PortalRequest) -> HttpResponse:
    """Show the board, all fields or one."""
    field = request.GET.get("linh-vuc", "")
    return render(request, "portal/board.html", {"fields": _fields(request, field), "field": field})


def board_pdf(request: PortalRequest) -> HttpResponse:
    """Return the board to print: `linh-vuc` one field, `kho` a4 or a3."""
    field, paper = request.GET.get("linh-vuc", ""), request.GET.get("kho", "a4")
    if paper not in PAPERS:
        raise NotFound("Khổ giấy là a4 hoặc a3.")
    with translation.override("vi"):
        fields = _fields(request, field)
    codes = {row.code for one in fields for row in one.rows}
    pages = {code: request.build_absolute_uri(reverse("portal:procedure", args=[code])) for code in codes}
    pdf = printing.print_kept(
        "board.typ", _data(request, fields, field, paper), {_mark(code): page for code, page in pages.items()}
    )
    return file_answer(request, f"niem-yet-{paper}.pdf", PDF, pdf, cache=printing.KEPT)


def _mark(code: str) -> str:
    return f"qr-{code.replace('.', '-')}"


def _data(
    request: PortalRequest, fields: list[notice_board.Field], field: str, paper: str
) -> dict[str, object]:
    commune = request.commune
    return {
        "title": f"Danh mục thủ tục hành chính{f', lĩnh vực {field}' if field else ''}",
        "agency": commune.committee_name,
        "place": f"Nộp tại Trung tâm Phục vụ hành chính công, {commune.address}, điện thoại {commune.phone}; "
        f"hoặc trên mạng: {request.get_host()}",
        "paper": paper,
        "printed_on": f"{today():%d/%m/%Y}",
        "fields": [
            {"name": one.name, "rows": [{**vars(row), "qr": _mark(row.code)} for row in one.rows]}
            for one in fields
        ],
    }
