from django.urls import path

from rantau.modules.people.web import looks

app_name = "people_trace"
urlpatterns = [path("", looks.looks, name="looks")]
