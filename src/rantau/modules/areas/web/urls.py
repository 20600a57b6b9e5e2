from django.urls import path

from rantau.modules.areas.web import views

app_name = "areas"

urlpatterns = [
    path("", views.index, name="index"),
    path("<str:code>/", views.district, name="district"),
]
