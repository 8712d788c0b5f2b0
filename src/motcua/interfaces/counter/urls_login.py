"""Addresses by which officers enter and leave."""

from django.urls import path

from motcua.interfaces.counter.views import login

urlpatterns = [
    path("can-bo/dang-nhap/", login.login),
    path("can-bo/ma-xac-thuc/", login.code),
    path("can-bo/thiet-lap-xac-thuc/", login.setup),
    path("can-bo/doi-mat-khau/", login.change_password),
    path("can-bo/dang-xuat/", login.logout),
]
