from django.urls import path

from rantau.platform.audit.web import views

app_name = "audit"
urlpatterns = [path("", views.index, name="index"), path("pembuka/", views.openers, name="openers")]
