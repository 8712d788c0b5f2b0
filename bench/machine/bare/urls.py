"""Three views: a page, a form that writes rows, a page of one row."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.urls import path

from bench.machine.bare.tables import Progress, save_fresh

_PAGE = engines["django"].from_string(
    "<!doctype html><html lang=vi><title>Tra cứu</title><body><h1>Tra cứu hồ sơ</h1><dl>"
    "{% for name, value in lines %}<dt>{{ name }}</dt><dd>{{ value }}</dd>{% endfor %}</dl></body></html>"
)


def home(request: HttpRequest) -> HttpResponse:
    """Show a page."""
    return HttpResponse(_PAGE.render({"lines": []}, request))


def submit(request: HttpRequest) -> HttpResponse:
    """Read the form and write the rows of a submission in one transaction."""
    if request.method != "POST" or request.POST.get("declaration") != "yes":
        return HttpResponse(status=422)
    with transaction.atomic():
        save_fresh()
    return HttpResponseRedirect("/")


def look_up(request: HttpRequest, code: str) -> HttpResponse:
    """Show one row by its code."""
    row = Progress._default_manager.filter(code=code).first()
    if row is None:
        return HttpResponse(status=404)
    lines = [(field.name, getattr(row, field.name)) for field in Progress._meta.concrete_fields]
    return HttpResponse(_PAGE.render({"lines": lines}, request))


urlpatterns = [path("", home), path("submit/", submit), path("look-up/<str:code>/", look_up)]
