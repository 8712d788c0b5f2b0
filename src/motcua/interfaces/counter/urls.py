"""Addresses of the counter."""

from django.urls import include, path

from motcua.interfaces.counter.views import (
    books,
    exports,
    hand_over,
    help,
    helping,
    post,
    representations,
    work_list,
)

app_name = "counter"

urlpatterns = [
    path("", include("motcua.interfaces.counter.urls_login")),
    path("mot-cua/", work_list.work_list, name="work_list"),
    path("mot-cua/tiep-theo/", work_list.next_dossier, name="next"),
    path("mot-cua/so-theo-doi/", books.register, name="register"),
    path("mot-cua/so-theo-doi/in/", books.print_month, name="print_register"),
    path("mot-cua/tre-han/", books.late, name="late"),
    path("mot-cua/tre-han/<uuid:dossier_id>/", books.give_reason, name="give_reason"),
    path("mot-cua/ban-giao/", hand_over.hand_over, name="hand_over"),
    path("mot-cua/ban-giao/<uuid:hand_over_id>/", hand_over.print_list, name="print_hand_over"),
    path("mot-cua/buu-chinh/", post.post_list, name="post_list"),
    path("mot-cua/buu-chinh/<uuid:list_id>/", post.print_list, name="print_post_list"),
    path("mot-cua/buu-chinh/buu-gui/<uuid:parcel_id>/", post.parcel, name="parcel"),
    path("mot-cua/xuat/", exports.exports, name="exports"),
    path("mot-cua/xuat/<uuid:export_id>/", exports.fetch, name="export"),
    path("mot-cua/xuat/<uuid:export_id>/huy/", exports.cancel, name="cancel_export"),
    path("mot-cua/phim-tat/", help.keys, name="keys"),
    path("mot-cua/ca-nhan/", help.own_roles, name="own_roles"),
    path("mot-cua/thay-mat/", representations.proposed, name="representations"),
    path("mot-cua/thay-mat/<uuid:representation_id>/", representations.decide, name="representation"),
    path("mot-cua/thay-mat/<uuid:representation_id>/giay-to/", representations.proof, name="proof"),
    path("mot-cua/nop-ho/", helping.begin, name="help"),
    path("mot-cua/nop-ho/<uuid:help_id>/", helping.helped, name="helped"),
    path("mot-cua/nop-ho/<uuid:help_id>/tiep/", helping.go_on, name="help_go_on"),
    path("mot-cua/nop-ho/<uuid:help_id>/dung/", helping.stop, name="help_stop"),
    path("mot-cua/hang-cho/", include("motcua.interfaces.counter.urls_queue")),
    path("mot-cua/", include("motcua.interfaces.counter.urls_workplace")),
    path("mot-cua/", include("motcua.interfaces.counter.urls_reception")),
    path("mot-cua/ho-so/<uuid:dossier_id>/", include("motcua.interfaces.counter.urls_dossier")),
]
