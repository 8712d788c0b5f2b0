"""Addresses of the counter."""

from django.urls import include, path

from motcua.interfaces.counter.views import help, helping, representations, work_list

app_name = "counter"

urlpatterns = [
    path("", include("motcua.interfaces.counter.urls_login")),
    path("mot-cua/", work_list.work_list, name="work_list"),
    path("mot-cua/tiep-theo/", work_list.next_dossier, name="next"),
    path("mot-cua/phim-tat/", help.keys, name="keys"),
    path("mot-cua/ca-nhan/", help.own_roles, name="own_roles"),
    path("mot-cua/thay-mat/", representations.proposed, name="representations"),
    path("mot-cua/thay-mat/<uuid:representation_id>/", representations.decide, name="representation"),
    path("mot-cua/thay-mat/<uuid:representation_id>/giay-to/", representations.proof, name="proof"),
    path("mot-cua/nop-ho/", helping.begin, name="help"),
    path("mot-cua/nop-ho/<uuid:help_id>/", helping.helped, name="helped"),
    path("mot-cua/nop-ho/<uuid:help_id>/tiep/", helping.go_on, name="help_go_on"),
    path("mot-cua/nop-ho/<uuid:help_id>/dung/", helping.stop, name="help_stop"),
    path("mot-cua/", include("motcua.interfaces.counter.urls_workplace")),
    path("mot-cua/ho-so/<uuid:dossier_id>/", include("motcua.interfaces.counter.urls_dossier")),
]
