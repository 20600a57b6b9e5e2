from django.urls import path

from rantau.platform.approval.web import views

app_name = "approval"
urlpatterns = [
    path("", views.index, name="index"),
    path("minta/<str:kind>/", views.ask_for, name="ask"),
    path("<int:number>/", views.one, name="request"),
]
