"""The answer to a request whose body was more than can be kept."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from motcua.interfaces.door.door import NOT_KEPT, TOO_LARGE
from motcua.interfaces.ui.errors import refused
from motcua.kernel.errors import DomainError, NotAvailable


class SentTooMuch(DomainError):
    """More than any of our pages asks for."""

    code = "sent_too_much"
    status = 413


class DoorMiddleware:
    """Answers in place of every view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reason = request.META.get(NOT_KEPT)
        if reason is None:
            return self.get_response(request)
        if reason == TOO_LARGE:
            return refused(
                request,
                SentTooMuch(
                    "Các tệp gửi một lần quá lớn nên chưa được nhận. Những gì đã lưu vẫn còn. Ông/bà hãy quay lại "
                    "và gửi từng tệp, mỗi tệp không quá 20 MB."
                ),
            )
        return refused(
            request,
            NotAvailable(
                "Đang có quá nhiều người gửi tệp cùng lúc nên tệp chưa được nhận. Những gì đã lưu vẫn còn. "
                "Ông/bà hãy gửi lại sau ít phút."
            ),
        )
