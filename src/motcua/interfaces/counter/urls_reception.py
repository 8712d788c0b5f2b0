"""Addresses of reception: what comes on paper."""

from django.urls import path

from motcua.interfaces.counter.views import receive, relays, sheets

urlpatterns = [
    path("to-giay/", sheets.sheets, name="sheets"),
    path("nhan-giup/", relays.relays, name="relays"),
    path("nhan-giup/<uuid:relay_id>/", relays.relay, name="relay"),
    path("nhan-giup/<uuid:relay_id>/giay-hen/", relays.receipt, name="relay_receipt"),
    path("tiep-nhan/", receive.begin, name="receive"),
    path("tiep-nhan/<uuid:reception_id>/", receive.reception, name="reception"),
    path("tiep-nhan/<uuid:reception_id>/them/", receive.again, name="reception_again"),
    path("tiep-nhan/<uuid:reception_id>/giay-hen-chung/", receive.joint_receipt, name="joint_receipt"),
    path("tiep-nhan/<uuid:reception_id>/bo/", receive.drop, name="reception_drop"),
    path("tiep-nhan/<uuid:reception_id>/tep/<uuid:file_id>/", receive.scan, name="reception_file"),
]
