"""Screens of the hall: the screen that calls numbers, the kiosk that gives them. No personal data is shown here."""
