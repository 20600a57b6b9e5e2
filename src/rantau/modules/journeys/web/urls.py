from django.urls import path

from rantau.modules.journeys.web import views

app_name = "journeys"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:plan>/", views.plan, name="plan"),
]
