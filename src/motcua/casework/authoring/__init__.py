"""Forms made by the commune's administrator: a working copy, tried with sample answers, then published.

Lives here: the working copy of a form, its named samples, what differs between two forms, rules composed from
plain controls and told in words. Words: *working copy*, *sample*, *outcome*, *fault* (refuses publication),
*doubt* (may be gone past with a note).

Invariants: a working copy may be faulty and is saved all the same; it never reaches a citizen. What reaches one is
a version of the catalogue, which only `catalogue.publish_own_form` writes.
"""
