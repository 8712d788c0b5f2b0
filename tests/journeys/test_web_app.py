"""The portal as an app: a page when the network is gone, and nothing personal left on the telephone."""

from collections.abc import Callable

import pytest

from tests.journeys import birth
from tests.journeys.person import Person

pytestmark = pytest.mark.journey

_READY = "() => navigator.serviceWorker.ready.then(() => true)"
_KEPT = """async () => {
  const kept = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) kept.push(new URL(request.url).pathname);
  return kept;
}"""


def test_without_a_network_the_portal_says_so_and_keeps_nothing_personal(
    meet: Callable[..., Person], grandmother: str
) -> None:
    citizen = meet()
    birth.open_form(citizen, grandmother)
    # A tab of the browser does without the worker; the installed app starts it.
    assert (
        citizen.page.evaluate("() => navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    )
    citizen.page.evaluate("() => navigator.serviceWorker.register('/sw.js').then(() => true)")
    assert citizen.page.evaluate(_READY)
    citizen.page.reload()
    for address in ("/trang-cua-toi/", "/thong-bao/", "/"):
        citizen.opens(address)
    kept = citizen.page.evaluate(_KEPT)
    assert "/ngoai-mang/" in kept
    assert [path for path in kept if path != "/ngoai-mang/" and not path.startswith("/static/")] == []
    citizen.page.context.set_offline(True)
    citizen.page.goto("/trang-cua-toi/")
    citizen.sees("Không có mạng")
    citizen.misses(grandmother)
    citizen.page.context.set_offline(False)
    citizen.page.goto("/trang-cua-toi/")
    citizen.sees("Trang của tôi")
