"""The channel of the law behind the channel of a dossier: terms and fees are set for three."""

_LAW = {"counter": "counter", "support_desk": "counter", "post": "post"}


def law_channel(channel: str) -> str:
    """Return online, counter or post. What is filed with help at a desk has the counter's term and fee."""
    return _LAW.get(channel, "online")
