"""Addresses of the counter."""

from django.urls import include, path

from motcua.interfaces.counter.views import (
    accept,
    approve,
    assign,
    dossier,
    downloads,
    help,
    helping,
    issue,
    money,
    propose,
    refuse,
    representations,
    return_result,
    supplement,
    work_list,
)

app_name = "counter"

_dossier = [
    path("", dossier.dossier, name="dossier"),
    path("ky-so/", dossier.signing, name="signing"),
    path("tin/<uuid:delivery_id>/gui-lai/", dossier.retry_message, name="retry_message"),
    path("tiep-nhan/", accept.accept, name="accept"),
    path("tu-choi/", refuse.refuse, name="refuse"),
    path("bo-sung/", supplement.request_supplement, name="request_supplement"),
    path("phan-cong/", assign.assign, name="assign"),
    path("trinh/", propose.propose, name="propose"),
    path("trinh/xem-thu/<int:position>/", propose.preview, name="preview"),
    path("duyet/", approve.approve, name="approve"),
    path("tra-lai/", approve.send_back, name="send_back"),
    path("phat-hanh/", issue.issue, name="issue"),
    path("tra-ket-qua/", return_result.return_result, name="return_result"),
    path("thu-tien/", money.collect, name="collect"),
    path("to-khai/", downloads.declaration, name="declaration"),
    path("tep/<uuid:file_id>/", downloads.file, name="file"),
    path("phieu/<uuid:file_id>/", downloads.form, name="form"),
    path("ket-qua/<uuid:result_id>/", downloads.result, name="result"),
]
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
    path("mot-cua/ho-so/<uuid:dossier_id>/", include(_dossier)),
]
