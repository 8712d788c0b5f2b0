"""Addresses of the queue at a window."""

from django.urls import path, re_path

from motcua.interfaces.counter.views import queue

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("cua/", queue.choose_window, name="queue_window"),
    path("goi-bao/", queue.untold, name="queue_untold"),
    path("goi-bao/<uuid:appointment_id>/", queue.note_told, name="queue_told"),
    re_path(rf"^(?P<verb>{queue.VERBS})/$", queue.act, name="queue_act"),
]
