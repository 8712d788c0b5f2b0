"""Addresses of the workplace: what officers keep beside dossiers, and work on many at once."""

from django.urls import path

from motcua.interfaces.counter.views import bulk, notes, notices, saved_views, thread

urlpatterns = [
    path("hang-loat/", bulk.plan, name="bulk"),
    path("hang-loat/<uuid:run_id>/", bulk.bulk_run, name="bulk_run"),
    path("ky-hang-loat/", bulk.sign_many, name="sign_many"),
    path("thong-bao/", notices.notices, name="notices"),
    path("danh-sach-rieng/", saved_views.saved_views, name="saved_views"),
    path("ho-so/<uuid:dossier_id>/ghi-chu/", notes.notes, name="notes"),
    path("ho-so/<uuid:dossier_id>/trao-doi/", thread.thread, name="thread"),
]
