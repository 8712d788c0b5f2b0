"""Which functions of the law are there, with a way to each."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.oversight.conformance import api as conformance


@officer_required
@require_safe
def functions(request: Request) -> HttpResponse:
    """Show every function: whole, in part or missing, where it is and what shows it."""
    request.actor.require("quality.read")
    said = conformance.read_conformance()
    context = {
        "said": said,
        "counts": {name: said.count(name) for name in ("whole", "part", "missing")},
        "groups": [
            {"name": group.name, "rows": [(one, _ways(one)) for one in group.functions]}
            for group in said.groups
        ],
    }
    return render(request, "console/conformance.html", context)


def _ways(function: conformance.Function) -> dict[str, list[Any]]:
    """Return its pages: those that open at once with their address, and those within a dossier or a procedure."""
    known = [(page.label, _address(page.name)) for page in function.where]
    return {
        "open": [(label, url) for label, url in known if url],
        "within": [label for label, url in known if not url],
    }


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
