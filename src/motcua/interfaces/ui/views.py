"""The living style guide: every component in every state, and whole pages built from them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.interfaces.ui.examples import Part, list_components, render_part
from motcua.interfaces.ui.samples import SAMPLE_PAGES, SAMPLES


def _parts(counter: bool) -> list[Part]:
    names = [name for name in list_components() if name.startswith("counter.") == counter]
    return [render_part(name, SAMPLES) for name in names]


def portal_guide(request: HttpRequest) -> HttpResponse:
    """Show the components that citizens meet, in the portal layer."""
    context = {**SAMPLES, "parts": _parts(counter=False), "pages": SAMPLE_PAGES}
    return render(request, "ui/guide.html", context)


def counter_guide(request: HttpRequest) -> HttpResponse:
    """Show the officers' components, in the counter layer."""
    context = {**SAMPLES, "parts": _parts(counter=True), "pages": SAMPLE_PAGES}
    return render(request, "ui/guide_counter.html", context)


def sample_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show one whole sample page; an unknown name is 404."""
    if name not in SAMPLE_PAGES:
        raise Http404
    extra = {"errors": SAMPLES["form_errors"]} if name == "bieu-mau-loi" else {}
    template = "bieu-mau" if name == "bieu-mau-loi" else name
    return render(request, f"ui/pages/{template}.html", {**SAMPLES, **extra})
