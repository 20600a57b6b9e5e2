from django.urls import path

from rantau.modules.people.web import review, views

app_name = "people"
urlpatterns = [
    path("", views.search, name="search"),
    path("<int:person>/", views.person, name="person"),
    path("<int:person>/nik/", views.reveal, name="reveal"),
    path("tinjau/", review.review, name="review"),
    path("tinjau/<int:pair>/", review.pair, name="pair"),
    path("tinjau/putusan/<int:decision>/batalkan/", review.undo, name="undo_decision"),
    path("tinjau/batas/", review.thresholds, name="thresholds"),
]
