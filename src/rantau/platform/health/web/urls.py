from django.urls import path

from rantau.platform.health.web import views

app_name = "health"
urlpatterns = [path("", views.index, name="index")]
