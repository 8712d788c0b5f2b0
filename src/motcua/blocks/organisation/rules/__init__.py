"""The arithmetic of working time: calendars, terms and their deadlines, official days off.

Pure values and functions: no database, no clock, no files. Every moment is aware and is read on the
clock of Vietnam, to the minute (seconds are dropped, so a paper that prints 15:00 means 15:00); a
naive moment is refused. Invariant: a deadline never falls on a day off, and can always say in plain
Vietnamese how it was counted.
"""
