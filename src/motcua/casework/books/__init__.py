"""The books of the one-stop, read and told: the register of dossiers (form 07), what is late and why, exports.

Lives here: reasons of lateness as they were given, lists of results handed over, exports and their files. The register
itself is the dossiers': a number taken at acceptance, told by the event. Words: *register*, *entry*, *reason*,
*export*.

Invariants: entries of a year run 1, 2, 3… without a gap; the register is what the log alone makes, and `verify` proves
both. An export is fetched by whoever ordered it and by nobody else. A reason is never changed, only followed by
another.
"""
