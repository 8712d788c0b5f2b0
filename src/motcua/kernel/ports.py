"""The register of ports: blocks say what they need, `config` says which adapter gives it."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

T = TypeVar("T")
_factories: dict[type[Any], Callable[[], Any]] = {}
_adapters: dict[type[Any], Any] = {}


def provide(port: type[T], factory: Callable[[], T]) -> None:
    """Wire a port to the factory of its adapter; the adapter is made at its first use."""
    _factories[port] = factory
    _adapters.pop(port, None)


def get(port: type[T]) -> T:
    """Return the adapter of a port; LookupError when `config` has wired none."""
    if port not in _adapters:
        if port not in _factories:
            raise LookupError(f"no adapter is wired to {port.__module__}.{port.__qualname__}")
        _adapters[port] = _factories[port]()
    return cast(T, _adapters[port])


def wired() -> tuple[type[Any], ...]:
    """Return every port that has an adapter."""
    return tuple(_factories)
