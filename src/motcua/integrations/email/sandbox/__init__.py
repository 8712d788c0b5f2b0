"""A mail server that delivers nowhere, with an inbox page, for demonstration and tests.

`python -m motcua.integrations.email.sandbox --help`. Faults: `POST /_faults` on the web port; ledger:
`GET /_ledger`.
"""
