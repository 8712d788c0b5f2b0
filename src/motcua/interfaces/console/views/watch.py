"""The watch: what lies with nobody; load and punctuality of the officers."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from motcua.casework.watch import api as watch
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock


@officer_required
@require_safe
def findings(request: Request) -> HttpResponse:
    """Show what the watch found and what is gone lately."""
    return _show(
        request, "console/findings.html", {"watch": watch.read_watch(request.actor, now=clock.now())}
    )


@officer_required
@require_safe
def load(request: Request) -> HttpResponse:
    """Show load and punctuality: one's own, the unit's for its head, everybody's for who steers."""
    lines = watch.read_load(request.actor, now=clock.now())
    return _show(request, "console/load.html", {"lines": lines, "days": watch.DAYS})


def _show(request: Request, template: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, template, context)
    patch_cache_control(response, no_store=True, private=True)
    return response
