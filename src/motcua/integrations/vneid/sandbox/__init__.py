"""A provider that speaks like VNeID, for demonstration and tests. Everybody in it is invented.

`python -m motcua.integrations.vneid.sandbox --help`. It has personas, faults on command (`POST /_faults`) and
a ledger (`GET /_ledger`). Never expose it: whoever reaches it may be anybody.
"""
