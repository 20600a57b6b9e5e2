from allauth.account import views as allauth_views
from django.urls import include, path

from rantau.modules.offices.web import letter, views
from rantau.platform.access.views import any_account, open_to_all

# Of allauth's pages only these: accounts are made by an administrator, so there is no registration, no reset by e-mail.
urlpatterns = [
    path("", views.account, name="account"),
    path("masuk/", open_to_all(allauth_views.login), name="account_login"),
    path("keluar/", open_to_all(allauth_views.logout), name="account_logout"),
    path("tidak-aktif/", open_to_all(allauth_views.account_inactive), name="account_inactive"),
    path("kata-sandi/", any_account(allauth_views.password_change), name="account_change_password"),
    path("surat/", letter.show, name="letter"),
    path("surat/buka/", letter.use, name="letter_open"),
    path("kelola/", include("rantau.modules.offices.web.accounts.urls")),
]
