"""The provider's description: fetched seldom, and a provider that is away is not asked again and again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from motcua.integrations.vneid import metadata as module
from motcua.integrations.vneid.errors import ProviderTimeout
from motcua.integrations.vneid.metadata import ProviderMetadata
from motcua.integrations.vneid.settings import VneidSettings
from motcua.integrations.vneid.transport import Answer, Transport

ISSUER = "https://id.example.vn"
BODY = {
    "issuer": ISSUER,
    **{
        name: f"{ISSUER}/{name}"
        for name in ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
    },
}


@dataclass
class Line:
    """A transport that fails or answers as told, and counts."""

    away: bool = True
    asked: int = 0
    body: Mapping[str, Any] = field(default_factory=lambda: BODY)

    def get(self, step: str, url: str, bearer: str = "") -> Answer:
        self.asked += 1
        if self.away:
            raise ProviderTimeout(f"{step}_timeout")
        return Answer(200, self.body)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    moment = [1000.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: moment[0])
    return moment


def test_a_provider_that_is_away_rests_for_some_seconds(now: list[float]) -> None:
    line = Line()
    settings = VneidSettings(issuer=ISSUER, client_id="c", client_secret="s")
    known = ProviderMetadata(settings, cast(Transport, line))
    for _ in range(8):
        with pytest.raises(ProviderTimeout):
            known.addresses()
    assert line.asked == 1
    now[0] += module.REST + 1
    line.away = False
    assert known.addresses().jwks_uri == f"{ISSUER}/jwks_uri"
    assert known.addresses() is known.addresses()
    assert line.asked == 2
