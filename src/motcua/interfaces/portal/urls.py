"""Addresses of the portal."""

from django.urls import include, path

from motcua.interfaces.portal.views import (
    catalogue,
    check,
    dossier,
    downloads,
    draft_pages,
    drafts,
    guidance,
    home,
    lookup,
    messages,
    my_page,
    papers,
    publications,
    supplement,
    verify,
)

app_name = "portal"

_draft = [
    path("", drafts.resume, name="resume"),
    path("tu-luu/", drafts.autosave, name="autosave"),
    path("giay-to/", papers.papers, name="papers"),
    path("giay-to/<uuid:file_id>/", downloads.draft_file, name="draft_file"),
    path("kiem-tra/", check.check, name="check"),
    path("xoa/", drafts.delete, name="delete_draft"),
    path("<slug:page_id>/", draft_pages.draft_page, name="draft_page"),
]
_dossier = [
    path("", dossier.dossier, name="dossier"),
    path("da-nop/", dossier.submitted, name="submitted"),
    path("bo-sung/", supplement.supplement, name="supplement"),
    path("bo-sung/<uuid:file_id>/", downloads.supplement_file, name="supplement_file"),
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
    path("cong-bo/", publications.publications, name="publications"),
    path("cong-bo/<uuid:publication_id>/", publications.publication, name="publication"),
    path("cong-bo/<uuid:publication_id>/pdf/", publications.publication_pdf, name="publication_pdf"),
    path("nop-ho-so/<str:code>/", drafts.start, name="start"),
    path("ho-so-nhap/<uuid:draft_id>/", include(_draft)),
    path("ho-so/<uuid:dossier_id>/", include(_dossier)),
    path("trang-cua-toi/", my_page.my_page, name="my_page"),
    path("thong-bao/", messages.messages, name="messages"),
    path("thong-bao/<uuid:message_id>/", messages.message, name="message"),
    path("tra-cuu/", lookup.look_up, name="lookup"),
    path("tra-cuu/<str:code>/<str:secret>/", lookup.by_link, name="lookup_link"),
    path("tien-do/", lookup.progress, name="progress"),
    path("xac-minh/", verify.verify, name="verify"),
    path("tro-giup/", guidance.guide, name="help"),
    path("quyen-rieng-tu/", guidance.privacy_page, name="privacy"),
    path("quyen-rieng-tu/dong-y/", guidance.consent, name="consent"),
]
