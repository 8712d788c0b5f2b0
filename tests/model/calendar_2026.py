"""The working hours and days off of an office in Viet Nam, 2025 to 2028, as plain data.

2025 and 2026 as announced (Labour Code 2019 Arts 111, 112; Resolution 28/2026/QH16; official notice of
25/12/2025); 2027 and 2028 as computed, a guess until the Prime Minister fixes the spans.
"""

FIRST_YEAR, LAST_YEAR = 2025, 2028

# Minutes after midnight.
SESSIONS = ((7 * 60, 11 * 60 + 30), (13 * 60 + 30, 17 * 60))
MORNING = SESSIONS[:1]

DAYS_OFF = (
    "2025-01-01",
    "2025-01-27 2025-01-28 2025-01-29 2025-01-30 2025-01-31",
    "2025-04-07 2025-04-30 2025-05-01 2025-05-02 2025-09-01 2025-09-02",
    "2026-01-01 2026-01-02",
    "2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20",
    "2026-04-27 2026-04-30 2026-05-01 2026-08-31 2026-09-01 2026-09-02 2026-11-24",
    "2027-01-01 2027-02-04 2027-02-05 2027-02-08 2027-02-09 2027-02-10",
    "2027-04-16 2027-04-30 2027-05-03 2027-09-02 2027-09-03 2027-11-24",
    "2028-01-03 2028-01-24 2028-01-25 2028-01-26 2028-01-27 2028-01-28",
    "2028-04-04 2028-05-01 2028-05-02 2028-09-01 2028-09-04 2028-11-24",
)
SATURDAYS_WORKED = ("2025-04-26 2026-01-10 2026-08-22",)

# The same calendar after a commune changed it under running dossiers: a storm, a festival, a Saturday worked.
STORM_DAYS = ("2026-10-05 2026-10-06 2026-11-12 2026-11-13 2027-03-08",)
HALF_DAYS = ("2026-11-06 2026-12-31",)
STORM_SATURDAYS = ("2026-10-17",)


def days(rows: tuple[str, ...]) -> list[str]:
    """Return the days written in these rows."""
    return [day for row in rows for day in row.split()]
