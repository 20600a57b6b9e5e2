from django.urls import path

from rantau.modules.insight.web import compare, export, one_list, views

app_name = "insight"
urlpatterns = [
    path("", views.index, name="index"),
    path("banding/", compare.compare, name="compare"),
    path("unduh/<str:form>/", export.download, name="download"),
    path("daftar/<str:kind>/", one_list.one_list, name="list"),
    path("<str:code>/", views.area, name="area"),
]
