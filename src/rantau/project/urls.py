"""All URLs. Each view says who may open it (tests/architecture)."""

from django.urls import include, path

handler400 = "rantau.platform.web.error_pages.bad_request"
handler500 = "rantau.platform.web.error_pages.server_error"

urlpatterns = [
    path("", include("rantau.platform.web.urls")),
    path("akun/", include("rantau.modules.offices.web.urls")),
    path("wilayah/", include("rantau.modules.areas.web.urls")),
    path("daftar/", include("rantau.modules.sources.web.urls")),
    path("orang/", include("rantau.modules.people.web.urls")),
    path("warga/", include("rantau.modules.journeys.web.urls")),
    path("surat/", include("rantau.modules.letters.web.urls")),
    path("pemberitahuan/", include("rantau.modules.notices.web.urls")),
    path("rekap/", include("rantau.modules.recaps.web.urls")),
    path("jawaban/", include("rantau.modules.insight.web.urls")),
    path("persetujuan/", include("rantau.platform.approval.web.urls")),
    path("jejak/orang/", include("rantau.modules.people.web.trace_urls")),
    path("kesehatan/", include("rantau.platform.health.web.urls")),
    path("jejak/", include("rantau.platform.audit.web.urls")),
]
