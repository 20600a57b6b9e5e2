from django.urls import path, re_path

from rantau.modules.letters.web import checking, deciding, preparing, views

app_name = "letters"
PAPER = r"^(?P<village>\d{10})/(?P<token>[0-9A-Z]{20})/$"
urlpatterns = [
    path("", views.index, name="index"),
    path("rencana/<int:plan>/", preparing.plan, name="plan"),
    path("rencana/<int:plan>/<slug:kind>/", preparing.prepare, name="prepare"),
    path("<int:letter>/", views.letter, name="letter"),
    path("<int:letter>/cetak/", views.pdf, name="pdf"),
    path("<int:letter>/putusan/", deciding.decide, name="decide"),
    path("<int:letter>/nomor/", deciding.number, name="number"),
    path("<int:letter>/cabut/", deciding.withdraw, name="withdraw"),
    re_path(PAPER, checking.check, name="check"),
]
