"""A push service in a process of its own: it knows who sends, and never what.

POST /subscribe {"applicationServerKey"} -> {"endpoint"}, as a browser gets one; POST of a message to the endpoint, with
VAPID checked; DELETE of the endpoint, as when a browser forgets it. GET /_pushes: what arrived, still encrypted.
"""
