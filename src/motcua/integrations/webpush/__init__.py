"""Notices to browsers by Web Push (RFC 8030, 8188, 8291, 8292); `sandbox` is a push service, for trying out.

`channel.WebPushChannel` fulfils `motcua.blocks.messaging.ports.MessageChannel` and `PushService`. Nothing is sent but
to the push services that are listed: an address comes from a browser, and a forged one must not make the server call
somewhere else.
"""
