"""The watch over the one-stop: nothing waits unseen, nothing lies with nobody.

Every ten minutes it looks over everything that stands at a step. It reminds whoever holds a dossier, tells the head
what ran over, does by itself what only waits for a time (an expired supplement, an apology), and keeps what lies with
nobody as findings. Words: *notice* (to one member of staff, read once), *finding* (found, seen again, gone), *officer
day* (what one officer did on one day).

Invariants: a notice is told once for its cause, however often a run is killed and repeated; a finding stays until a
run does not find it any more; the watch decides nothing that a person has to decide.
"""
