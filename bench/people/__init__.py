"""The people's side of the bars: a citizen with a cheap phone on a slow line; `make bench-ux` runs it."""
