"""Addresses of the portal."""

from django.urls import include, path

from motcua.interfaces.portal.views import (
    board,
    catalogue,
    check,
    display,
    dossier,
    downloads,
    draft_pages,
    drafts,
    guidance,
    guides,
    home,
    laws,
    life_events,
    lookup,
    messages,
    my_page,
    papers,
    published,
    supplement,
    verify,
    web_app,
)

app_name = "portal"

_draft = [
    path("", drafts.resume, name="resume"),
    path("cac-phan/", drafts.parts, name="parts"),
    path("tu-luu/", drafts.autosave, name="autosave"),
    path("giay-to/", papers.papers, name="papers"),
    path("giay-to/<uuid:file_id>/", downloads.draft_file, name="draft_file"),
    path("kiem-tra/", check.check, name="check"),
    path("to-khai/", downloads.draft_declaration, name="draft_declaration"),
    path("xoa/", drafts.delete, name="delete_draft"),
    path("<slug:page_id>/", draft_pages.draft_page, name="draft_page"),
]
_dossier = [
    path("", dossier.dossier, name="dossier"),
    path("da-nop/", dossier.submitted, name="submitted"),
    path("bo-sung/", supplement.supplement, name="supplement"),
    path("bo-sung/<uuid:file_id>/", downloads.supplement_file, name="supplement_file"),
    path("to-khai/", downloads.declaration, name="declaration"),
    path("tep/<uuid:file_id>/", downloads.paper, name="paper"),
    path("phieu/<uuid:file_id>/", downloads.form, name="form"),
    path("ket-qua/<uuid:result_id>/", downloads.result, name="result"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("", include("motcua.interfaces.portal.urls_login")),
    path("tim/", catalogue.search, name="search"),
    path("thu-tuc/", catalogue.procedures, name="procedures"),
    path("thu-tuc/<str:code>/", catalogue.procedure, name="procedure"),
    path("thu-tuc/<str:code>/huong-dan/", guides.guide, name="guide"),
    path("thu-tuc/<str:code>/huong-dan.pdf", guides.guide_pdf, name="guide_pdf"),
    path("niem-yet/", board.board, name="board"),
    path("niem-yet/danh-muc.pdf", board.board_pdf, name="board_pdf"),
    path("manifest.webmanifest", web_app.manifest, name="manifest"),
    path("sw.js", web_app.service_worker, name="service_worker"),
    path("ngoai-mang/", web_app.offline, name="offline"),
    path("hien-thi/", display.change, name="display"),
    path("van-ban/", laws.laws, name="laws"),
    path("su-kien/", life_events.life_events, name="life_events"),
    path("su-kien/<slug:slug>/", life_events.life_event, name="life_event"),
    path("nop-ho-so/<str:code>/", drafts.start, name="start"),
    path("ho-so-nhap/<uuid:draft_id>/", include(_draft)),
    path("ho-so/<uuid:dossier_id>/", include(_dossier)),
    path("trang-cua-toi/", my_page.my_page, name="my_page"),
    path("thong-bao/", messages.messages, name="messages"),
    path("thong-bao/<uuid:message_id>/", messages.message, name="message"),
    path("tra-cuu/", lookup.look_up, name="lookup"),
    path("tra-cuu/<str:code>/<str:secret>/", lookup.by_link, name="lookup_link"),
    path("tien-do/", lookup.progress, name="progress"),
    path("schema/form/<int:version>", published.form_schema, name="form_schema"),
    path("xac-minh/", verify.verify, name="verify"),
    path("tro-giup/", guidance.guide, name="help"),
    path("quyen-rieng-tu/", guidance.privacy_page, name="privacy"),
    path("quyen-rieng-tu/dong-y/", guidance.consent, name="consent"),
]
