from django.urls import path

from rantau.modules.offices.web.handover import record, views

app_name = "handover"
urlpatterns = [
    path("", views.index, name="index"),
    path("baru/", views.start, name="start"),
    path("<int:number>/", views.one, name="one"),
    path("<int:number>/berita-acara/", record.show, name="record"),
]
