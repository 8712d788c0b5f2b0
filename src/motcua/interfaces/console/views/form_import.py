"""A form out of a file: what is wrong is told by line, the text stays on the page, the working copy is untouched."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from motcua.casework.authoring import api as authoring
from motcua.interfaces.console.builder.request import builder_page, go
from motcua.interfaces.console.views.forms import summary_of
from motcua.interfaces.ui.middleware import Request
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput


@builder_page
def take_in(request: Request, code: str) -> HttpResponse:
    """Ask for a file or its text; put it in the working copy when it is sound, or when it is taken with its faults."""
    if request.method != "POST":
        return _show(request, code, {})
    try:
        text = _text(request)
    except InvalidInput as refused:
        return _show(request, code, {"errors": refused.errors}, status=422)
    read = authoring.read_form(text)
    if read.form is None or (read.problems and request.POST.get("anyway") != "yes"):
        errors = {"text": f"Tệp có {len(read.problems)} chỗ cần sửa; chưa nạp gì vào bản đang sửa."}
        context = {
            "errors": errors,
            "problems": read.problems,
            "text": text,
            "editable": read.form is not None,
        }
        return _show(request, code, context, status=422)
    copy = authoring.begin_copy(request.actor, code, now=clock.now())
    form = read.form
    authoring.change_copy(
        request.actor, code, copy.revision, lambda _: form, what="Nạp biểu mẫu từ tệp", now=clock.now()
    )
    return go("form_outline", code)


def _text(request: Request) -> str:
    upload = request.FILES.get("file")
    if upload is None:
        text = str(request.POST.get("text", ""))
        if not text.strip():
            raise InvalidInput(
                {"file": "Tệp biểu mẫu: chọn một tệp JSON hoặc YAML, hoặc dán nội dung vào ô dưới."}
            )
        return text
    if upload.size is None or upload.size > authoring.MOST_BYTES:
        raise InvalidInput({"file": "Tệp biểu mẫu: tệp quá lớn, nhiều nhất 2 MB."})
    try:
        return str(upload.read(), "utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(
            {"file": "Tệp biểu mẫu: không phải tệp chữ UTF-8. Hãy chọn tệp .json hoặc .yaml."}
        ) from error


def _show(request: Request, code: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    told = {
        "errors": {},
        "problems": (),
        "text": "",
        "editable": False,
        "told": summary_of(request, code),
        "copy": authoring.find_copy(request.actor, code),
    }
    return render(request, "console/form_import.html", {**told, **context}, status=status)
