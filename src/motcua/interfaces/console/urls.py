"""Addresses of the console."""

from django.urls import path

from motcua.interfaces.console.views import filing_times

app_name = "console"

urlpatterns = [
    path("dieu-hanh/thoi-gian-nop/", filing_times.filing_times, name="filing_times"),
    path("dieu-hanh/thoi-gian-nop/bang.csv", filing_times.table, name="filing_times_table"),
    path("dieu-hanh/thoi-gian-nop/ban-ghi.csv", filing_times.records, name="filing_times_records"),
]
