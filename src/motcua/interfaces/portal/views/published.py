"""Formats that others may build on, as files at lasting addresses."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from motcua.blocks.forms import api as forms


@cache_control(public=True, max_age=3600)
def form_schema(request: HttpRequest, version: int) -> HttpResponse:
    """Return the JSON Schema of form definitions; 404 for a version that there is not."""
    if version != forms.SCHEMA_VERSION:
        raise Http404
    return HttpResponse(forms.schema_text(), content_type="application/schema+json; charset=utf-8")
