"""Form definitions, their expressions and their validation.

Lives here: the published format of a form definition (`schema/form.schema.json`), the small expression
tree, reading HTML posts into answers, judging answers, deciding what is shown, filling from known data,
and the human form of an answer. Words: *definition*, *page*, *field*, *answer*, *stop*, *source*.

Invariants: pure functions only (no Django, no clock, no I/O besides reading the package's own schema);
a draft accepts anything (parsing never raises); a definition that loads has no unknown reference, no
unknown operator and no cycle. This context stores nothing: drafts and answers belong to `intake`.
"""
