from django.urls import path

from rantau.modules.people.web import views

app_name = "people"
urlpatterns = [
    path("", views.search, name="search"),
    path("<int:person>/", views.person, name="person"),
    path("<int:person>/nik/", views.reveal, name="reveal"),
]
