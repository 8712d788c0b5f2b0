"""The portal as an app of the telephone: its manifest, its service worker, the page without a network."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static

from motcua.interfaces.portal.request import PortalRequest

_ICONS = (("ui/icon-192.png", "192x192", "any"), ("ui/icon-512.png", "512x512", "any"),
          ("ui/icon-maskable.png", "512x512", "maskable"))  # fmt: skip
_HOUR = "public, max-age=3600"


def manifest(request: PortalRequest) -> HttpResponse:
    """Say how the portal is installed: the commune's name, icons, colours, where it opens."""
    commune = request.commune
    told = {
        "id": "/",
        "name": f"Một cửa {commune.display_name}",
        "short_name": commune.display_name,
        "description": f"Nộp và theo dõi hồ sơ thủ tục hành chính tại {commune.inner_name}.",
        "lang": "vi",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf8f4",
        "theme_color": "#8f1a1e",
        "icons": [
            {"src": static(path), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for path, sizes, purpose in _ICONS
        ],
        "shortcuts": [
            {"name": "Tra cứu hồ sơ", "url": "/tra-cuu/"},
            {"name": "Trang của tôi", "url": "/trang-cua-toi/"},
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json", headers={"Cache-Control": _HOUR})


def service_worker(request: PortalRequest) -> HttpResponse:
    """Return the service worker from the root of the site: it may watch only over addresses below its own."""
    found = finders.find("built/sw.js")
    if found is None:
        raise Http404("the browser assets are not built")
    script = Path(found).read_bytes()
    return HttpResponse(script, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


def offline(request: PortalRequest) -> HttpResponse:
    """Show what can be done without a network; the service worker keeps this page."""
    return render(request, "portal/offline.html")
