from django.urls import path

from rantau.modules.recaps.web import export, views

app_name = "recaps"
urlpatterns = [
    path("", views.index, name="index"),
    path("bulan/<str:month>/", views.month, name="month"),
    path("bulan/<str:month>/ketik/", views.type_in, name="type_in"),
    path("bulan/<str:month>/unduh.<str:form>", export.download, name="download"),
    path("desa/<str:area>/", views.village_months, name="village"),
    path("desa/<str:area>/<str:month>/", views.one, name="one"),
    path("desa/<str:area>/<str:month>/formulir/", views.blank, name="blank"),
]
