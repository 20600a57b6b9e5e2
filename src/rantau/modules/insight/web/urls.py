from django.urls import path

from rantau.modules.insight.web import export, views

app_name = "insight"
urlpatterns = [
    path("", views.index, name="index"),
    path("banding/", views.compare, name="compare"),
    path("unduh/<str:form>/", export.download, name="download"),
    path("daftar/<str:kind>/", views.one_list, name="list"),
    path("<str:code>/", views.area, name="area"),
]
