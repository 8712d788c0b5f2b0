"""Appointments at the one-stop, and the queue in its hall.

Lives here: windows and how long an appointment at each lasts, appointments with their code, tickets, groups that are
called first, the screens and kiosks of the hall. Words: *slot* (a stretch of a session in which a window takes so many
appointments), *place* (one of them), *ticket* (a number of a day), *call* (a window asks for a ticket), *group* (people
who are called first, on what basis), *unkept* (the office cannot keep an appointment: the day was closed).

Invariants: a place of a slot is given once, by constraint; a window calls one ticket at a time; a ticket is called by
one window; a number is given once a day; nobody is overtaken without end (`rules.calling`). Tickets hold no personal
data, an appointment holds a telephone number and loses it some days after.
"""
