from django.urls import path

from rantau.modules.areas.web import contacts, views

app_name = "areas"

urlpatterns = [
    path("", views.index, name="index"),
    path("nomor/", contacts.contacts, name="contacts"),
    path("nomor/baru/", contacts.new, name="contact_new"),
    path("nomor/<int:contact>/", contacts.contact, name="contact"),
    path("nomor/<int:contact>/cabut/", contacts.end, name="contact_end"),
    path("<str:code>/", views.district, name="district"),
]
