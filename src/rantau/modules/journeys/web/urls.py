from django.urls import path

from rantau.modules.journeys.web import (
    claims,
    contracts,
    lists,
    needs,
    papers,
    plans,
    reach,
    registering,
    residents,
    talk,
)

app_name = "journeys"
urlpatterns = [
    path("", plans.index, name="index"),
    path("baru/", registering.new, name="new"),
    path("baru/cari/", residents.find, name="find_resident"),
    path("penduduk/", residents.residents, name="residents"),
    path("penduduk/<int:sheet>/hapus/", residents.forget, name="forget_residents"),
    path("dahulu/", lists.first, name="first"),
    path("cek-kabar/", lists.news, name="news"),
    path("aturan/", lists.rules, name="rules"),
    path("aturan/desa/", reach.villages, name="rules_reach"),
    path("aturan/desa/<str:area>/", reach.one, name="rules_of"),
    path("mirip/", lists.alike_elsewhere, name="pairs"),
    path("<int:plan>/", plans.plan, name="plan"),
    path("<int:plan>/ubah/", registering.amend, name="amend"),
    path("<int:plan>/keterangan/", plans.particulars, name="particulars"),
    path("<int:plan>/kabar/", claims.add, name="claim"),
    path("<int:plan>/kabar/<int:claim>/cabut/", claims.withdraw, name="withdraw"),
    path("<int:plan>/cek-kabar/", lists.tell_news, name="tell_news"),
    path("<int:plan>/dokumen/", papers.papers, name="papers"),
    path("<int:plan>/kebutuhan/", needs.needs, name="needs"),
    path("<int:plan>/kontrak/", contracts.contract, name="contract"),
    path("<int:plan>/foto/", papers.photograph, name="photograph"),
    path("<int:plan>/foto/<int:photo>/", papers.photo, name="photo"),
    path("<int:plan>/foto/<int:photo>/hapus/", papers.forget_photo, name="forget_photo"),
    path("<int:plan>/bicara/", talk.talk, name="talk"),
    path("<int:plan>/bicara/<int:conversation>/", talk.talked, name="talked"),
]
