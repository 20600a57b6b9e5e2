from django.urls import path

from rantau.modules.journeys.web import claims, plans, registering

app_name = "journeys"
urlpatterns = [
    path("", plans.index, name="index"),
    path("baru/", registering.new, name="new"),
    path("<int:plan>/", plans.plan, name="plan"),
    path("<int:plan>/ubah/", registering.amend, name="amend"),
    path("<int:plan>/keterangan/", plans.particulars, name="particulars"),
    path("<int:plan>/kabar/", claims.add, name="claim"),
    path("<int:plan>/kabar/<int:claim>/cabut/", claims.withdraw, name="withdraw"),
]
