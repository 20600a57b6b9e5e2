from django.urls import path

from rantau.modules.offices.web.accounts import account, appointing, lists

app_name = "offices"
urlpatterns = [
    path("", lists.index, name="index"),
    path("baru/", lists.create, name="create"),
    path("<int:account>/", account.account, name="account"),
    path("<int:account>/kata-sandi/", account.new_password, name="new_password"),
    path("<int:account>/kata-sandi/sekali/", account.once, name="once"),
    path("<int:account>/nonaktifkan/", account.disable, name="disable"),
    path("<int:account>/aktifkan/", account.enable, name="enable"),
    path("<int:account>/jabatan/", appointing.assign, name="assign"),
    path("<int:account>/jabatan/<int:post>/akhiri/", appointing.end, name="end_post"),
]
