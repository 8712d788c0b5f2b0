"""Years of dossiers as they might have been: who came when, with what, and what was done about it.

Pure: no database, no clock, no network. The same world and the same seed give the same scripts, to the byte. A script
is one dossier: a person, a procedure, a channel, and the orders that were given, each with its moment and its hand.
What an order makes of the dossier is not decided here: that is the business of the rules of dossiers.
"""

from motcua.interfaces.cli.demonstration.plan.making import fingerprint, make_years
from motcua.interfaces.cli.demonstration.plan.numbering import Numbers, take_numbers
from motcua.interfaces.cli.demonstration.plan.values import (
    Calendar,
    Hamlet,
    Kind,
    Order,
    PartOf,
    Person,
    Sample,
    Script,
    StepOf,
    World,
)

__all__ = [
    "Calendar",
    "Hamlet",
    "Kind",
    "Numbers",
    "Order",
    "PartOf",
    "Person",
    "Sample",
    "Script",
    "StepOf",
    "World",
    "fingerprint",
    "make_years",
    "take_numbers",
]
