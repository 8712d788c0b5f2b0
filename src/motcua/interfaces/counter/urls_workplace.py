"""Addresses of the workplace: what officers keep beside dossiers, and work on many at once."""

from django.urls import path

from motcua.interfaces.counter.views import notes, saved_views, thread

urlpatterns = [
    path("danh-sach-rieng/", saved_views.saved_views, name="saved_views"),
    path("ho-so/<uuid:dossier_id>/ghi-chu/", notes.notes, name="notes"),
    path("ho-so/<uuid:dossier_id>/trao-doi/", thread.thread, name="thread"),
]
