"""Ground every context stands on: clock, identifiers, actors, errors, tenancy, events, sealing of personal data.

It knows no public-service noun. Its invariants: a tenant row is unreachable outside a scope; an event is
written in the transaction of the change it tells; sealed data leave the process only as ciphertext.
"""
