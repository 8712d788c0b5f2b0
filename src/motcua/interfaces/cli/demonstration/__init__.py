"""The demonstration: a made-up commune with its people, and as many years of its dossiers as are asked for.

`commune` makes the commune; `plan` thinks up years of dossiers without a database; the rest writes them down.
"""
