"""Addresses by which citizens enter and leave."""

from django.urls import path

from motcua.interfaces.portal.views import login

urlpatterns = [
    path("dang-nhap/", login.login),
    path("dang-nhap/vneid/", login.begin),
    # Registered at the provider without a slash at its end.
    path("dang-nhap/vneid/ve", login.callback),
    path("dang-nhap/chua-du-muc/", login.level),
    path("dang-xuat/", login.logout),
]
