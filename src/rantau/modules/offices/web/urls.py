from allauth.account import views as allauth_views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import include, path

from rantau.modules.offices.web import devices, letter, views
from rantau.platform.access.views import any_account, open_to_all

# Of allauth's pages only these: accounts are made by an administrator, so there is no registration, no reset by e-mail.
urlpatterns = [
    path("", views.account, name="account"),
    path("perangkat/", devices.devices, name="account_devices"),
    path("masuk/", open_to_all(allauth_views.login), name="account_login"),
    path("keluar/", open_to_all(views.clearing(allauth_views.logout)), name="account_logout"),
    path("kunci/", views.lock_screen, name="lock_screen"),
    path("tidak-aktif/", open_to_all(allauth_views.account_inactive), name="account_inactive"),
    path("kata-sandi/", any_account(allauth_views.password_change), name="account_change_password"),
    path("ulang/", any_account(allauth_views.reauthenticate), name="account_reauthenticate"),
    path("ulang/kode/", any_account(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("ulang/perangkat/", any_account(keys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("masuk/kode/", open_to_all(mfa.authenticate), name="mfa_authenticate"),
    path("masuk/perangkat/", open_to_all(keys.login_webauthn), name="mfa_login_webauthn"),
    path("langkah-kedua/", any_account(mfa.index), name="mfa_index"),
    path("langkah-kedua/kode/", any_account(totp.activate_totp), name="mfa_activate_totp"),
    path("langkah-kedua/kode/lepas/", any_account(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("langkah-kedua/cadangan/", any_account(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "langkah-kedua/cadangan/baru/", any_account(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
    path("langkah-kedua/perangkat/", any_account(keys.list_webauthn), name="mfa_list_webauthn"),
    path("langkah-kedua/perangkat/tambah/", any_account(keys.add_webauthn), name="mfa_add_webauthn"),
    path("langkah-kedua/perangkat/<int:pk>/lepas/", any_account(keys.remove_webauthn), name="mfa_remove_webauthn"),
    path("surat/", letter.show, name="letter"),
    path("surat/buka/", letter.use, name="letter_open"),
    path("serah-terima/", include("rantau.modules.offices.web.handover.urls")),
    path("kelola/", include("rantau.modules.offices.web.accounts.urls")),
]
