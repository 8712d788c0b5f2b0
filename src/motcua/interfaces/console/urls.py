"""Addresses of the console."""

from django.urls import path

from motcua.interfaces.console.views import (
    catalogue,
    catalogue_lists,
    conformance,
    delegations,
    filing_times,
    form_field,
    form_import,
    form_outline,
    form_page,
    form_preview,
    form_publish,
    form_samples,
    forms,
    imports,
    maintenance,
    proposals,
    watch,
)

app_name = "console"

_FORM = "dieu-hanh/bieu-mau/<str:code>/"
_LIST = "dieu-hanh/danh-muc/"
_FIELD = f"{_FORM}sua/trang/<int:page>/o/<int:place>/"

urlpatterns = [
    path("dieu-hanh/thoi-gian-nop/", filing_times.filing_times, name="filing_times"),
    path("dieu-hanh/thoi-gian-nop/bang.csv", filing_times.table, name="filing_times_table"),
    path("dieu-hanh/thoi-gian-nop/ban-ghi.csv", filing_times.records, name="filing_times_records"),
    path("dieu-hanh/trong-coi/", watch.findings, name="findings"),
    path("dieu-hanh/tai-viec/", watch.load, name="load"),
    path("dieu-hanh/phu-hop/", conformance.functions, name="conformance"),
    path("dieu-hanh/bao-tri/", maintenance.maintenance, name="maintenance"),
    path("dieu-hanh/bao-tri/<uuid:maintenance_id>/go/", maintenance.cancel, name="maintenance_cancel"),
    path("dieu-hanh/uy-quyen/", delegations.delegations, name="delegations"),
    path("dieu-hanh/uy-quyen/<uuid:delegation_id>/thoi/", delegations.end, name="delegation_end"),
    path(_LIST, catalogue.overview, name="catalogue"),
    path(f"{_LIST}thu-tuc/<str:code>/", catalogue.procedure, name="catalogue_procedure"),
    path(f"{_LIST}cong-bo/<uuid:publication_id>.pdf", catalogue.notice, name="catalogue_notice"),
    path(f"{_LIST}rieng/", catalogue.local, name="catalogue_local"),
    path(f"{_LIST}de-xuat/", proposals.proposals, name="proposals"),
    path(f"{_LIST}nhap/", imports.begin, name="import_begin"),
    path(f"{_LIST}nhap/<uuid:run_id>/", imports.run, name="import_run"),
    path(f"{_LIST}danh-sach/<str:key>/", catalogue_lists.members, name="catalogue_list"),
    path(f"{_LIST}danh-sach/ra/<uuid:membership_id>/", catalogue_lists.leave, name="catalogue_list_leave"),
    path("dieu-hanh/bieu-mau/", forms.forms, name="forms"),
    path(_FORM, forms.form, name="form"),
    path(f"{_FORM}bat-dau/", forms.begin, name="form_begin"),
    path(f"{_FORM}bo-ban-xa/", forms.give_up, name="form_give_up"),
    path(f"{_FORM}thu-hoi/<uuid:version_id>/", forms.withdraw, name="form_withdraw"),
    path(f"{_FORM}so-sanh/", forms.compare, name="form_compare"),
    path(f"{_FORM}xuat/", forms.send_out, name="form_export"),
    path(f"{_FORM}nap/", form_import.take_in, name="form_import"),
    path(f"{_FORM}sua/", form_outline.outline, name="form_outline"),
    path(f"{_FORM}sua/chung/", form_page.head, name="form_head"),
    path(f"{_FORM}sua/trang/<int:number>/", form_page.page, name="form_page"),
    path(_FIELD, form_field.field, name="form_field"),
    path(f"{_FIELD}cot/<int:number>/", form_field.column, name="form_column"),
    path(f"{_FORM}xem/<int:page>/", form_preview.preview, name="form_preview"),
    path(f"{_FORM}mau-thu/", form_samples.samples, name="form_samples"),
    path(f"{_FORM}cong-bo/", form_publish.publish, name="form_publish"),
]
