from django.urls import path, re_path

from rantau.modules.letters.web import accompanying, checking, deciding, from_afar, preparing, views

app_name = "letters"
IN_HAND = r"(?P<village>\d{10})/(?P<token>[0-9A-Z]{20})/$"
urlpatterns = [
    path("", views.index, name="index"),
    path("rencana/<int:plan>/", preparing.plan, name="plan"),
    path("rencana/<int:plan>/siapkan/<slug:kind>/", preparing.prepare, name="prepare"),
    path("<int:letter>/", views.letter, name="letter"),
    path("<int:letter>/cetak/", views.pdf, name="pdf"),
    path("<int:letter>/putusan/", deciding.decide, name="decide"),
    path("<int:letter>/putusan-di-kertas/", deciding.record, name="record"),
    path("<int:letter>/nomor/", deciding.number, name="number"),
    path("<int:letter>/cabut/", deciding.withdraw, name="withdraw"),
    path("<int:letter>/tanda-tangan/", deciding.sign, name="sign"),
    path("<int:letter>/foto/", views.photo, name="photo"),
    path("rencana/<int:plan>/tautan/", from_afar.give, name="give_link"),
    path("rencana/<int:plan>/tautan/sisihkan/", from_afar.close, name="close_link"),
    path("rencana/<int:plan>/bukti/", accompanying.proofs, name="proofs"),
    path("rencana/<int:plan>/kartu/", accompanying.card, name="card"),
    path("bukti/<int:proof>/cetak/", accompanying.proof_as_pdf, name="proof_pdf"),
    re_path("^" + IN_HAND, checking.check, name="check"),
    re_path("^isi/" + IN_HAND, from_afar.fill, name="fill"),
]
