"""Citizens' login through VNeID, by OpenID Connect.

`adapter.VneidProvider` fulfils `motcua.blocks.identity.ports.IdentityProvider`. The official specification of
VNeID is not public: claim names and values are data, in `claims.yaml`, and are marked there as not verified
with the real side. `sandbox` is a separate process that speaks the same protocol.
"""
