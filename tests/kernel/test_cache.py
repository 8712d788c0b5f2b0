"""What a process remembers for seconds."""

from motcua.kernel import cache


def test_a_value_is_forgotten_after_its_time_and_takes_no_room_any_more(monkeypatch):
    now = 100.0
    monkeypatch.setattr(cache.time, "monotonic", lambda: now)
    kept: cache.Cache[str, int] = cache.Cache()
    assert (kept.keep("a", 1), kept.get("a"), kept.get("b")) == (1, 1, None)
    now += cache.LIFETIME
    assert kept.get("a") is None
    kept.keep("b", 2)
    assert list(kept._kept) == ["b"]
    kept.clear()
    assert kept.get("b") is None
