"""How every page of the counter is drawn: the frame, the flash line, nothing kept by the browser."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from motcua.casework.dossiers import api as dossiers
from motcua.interfaces.counter import flash
from motcua.interfaces.ui.middleware import Request


def show(request: Request, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page with the flash line that waits for it; personal data stay out of the browser's cache."""
    told = flash.waiting(request)
    response = render(request, template, {"flash": told, **context}, status=status)
    if told is not None:
        flash.clear(response)
    patch_cache_control(response, no_store=True, private=True)
    return response


def options(words: Mapping[str, str]) -> list[dict[str, str]]:
    """Return choices by key as the component for choices takes them."""
    return [{"value": key, "label": label} for key, label in words.items()]


def to_dossier(dossier: dossiers.DossierInfo, said: flash.Flash) -> HttpResponse:
    """Go back to the dossier and say what was done."""
    return flash.leave(HttpResponseRedirect(reverse("counter:dossier", args=[dossier.id])), said)
