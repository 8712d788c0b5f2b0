"""The channels that this installation has, by their stored key. `config` wires them."""

from collections.abc import Callable

from motcua.blocks.messaging.ports import MessageChannel

_factories: dict[str, Callable[[], MessageChannel]] = {}
_made: dict[str, MessageChannel] = {}


def provide_channel(key: str, factory: Callable[[], MessageChannel]) -> None:
    """Wire a channel to the factory of its adapter; the adapter is made at its first use."""
    _factories[key] = factory
    _made.pop(key, None)


def remove_channel(key: str) -> None:
    """Take a channel away; what is still to be sent on it fails with a plain reason."""
    _factories.pop(key, None)
    _made.pop(key, None)


def get_channel(key: str) -> MessageChannel | None:
    """Return the adapter of a channel, or None when it is not wired."""
    if key not in _made:
        if key not in _factories:
            return None
        _made[key] = _factories[key]()
    return _made[key]
