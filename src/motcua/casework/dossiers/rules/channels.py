"""The channel of the law behind the channel of a dossier: terms and fees are set for three."""

_LAW = {"counter": "counter", "support_desk": "counter", "post": "post"}


def law_channel(channel: str) -> str:
    """Return online, counter or post. What is filed with help at a desk has the counter's term and fee."""
    return _LAW.get(channel, "online")


def receiving_of(came_by: int | None, channel: str) -> int | None:
    """Return the commune that takes a dossier in for the one that handles it; null where that one does so itself."""
    return None if channel.endswith("_portal") else came_by
