"""A tour of every page that people meet, after a seeded journey: what the pictures and the examination follow."""

from tools.tour.people import CITIZEN, MOTHER, WEAK, Looker, Tour
from tools.tour.route import everything

__all__ = ["CITIZEN", "MOTHER", "WEAK", "Looker", "Tour", "everything"]
