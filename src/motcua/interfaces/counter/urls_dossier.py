"""Addresses of one dossier at the counter: its page, its acts, its papers."""

from django.urls import path

from motcua.interfaces.counter.views import (
    accept,
    apologise,
    approve,
    assign,
    dossier,
    downloads,
    extend,
    hold,
    issue,
    money,
    propose,
    refuse,
    return_result,
    stop,
    supplement,
)

urlpatterns = [
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
    path("gia-han/", extend.extend, name="extend"),
    path("xin-loi/", apologise.apologise, name="apologise"),
    path("dung-giai-quyet/", stop.stop, name="stop"),
    path("nhan-viec/", hold.take, name="take"),
    path("tra-viec/", hold.release, name="release"),
    path("thu-tien/", money.collect, name="collect"),
    path("to-khai/", downloads.declaration, name="declaration"),
    path("tep/<uuid:file_id>/", downloads.file, name="file"),
    path("phieu/<uuid:file_id>/", downloads.form, name="form"),
    path("ket-qua/<uuid:result_id>/", downloads.result, name="result"),
]
