from django.urls import path
from django.views.i18n import set_language

from rantau.platform.access.views import open_to_all
from rantau.platform.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("cari/", views.search, name="search"),
    path("tema/", views.choose_theme, name="choose_theme"),
    path("bahasa/", open_to_all(set_language), name="set_language"),
    path("tentang/", views.about, name="about"),
    path("tentang/kode-sumber.zip", views.source_code, name="source_code"),
    path("sehat", views.health, name="health"),
]
