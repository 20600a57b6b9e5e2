from django.urls import path

from rantau.modules.offices.web.accounts import account, appointing, letters, lists, lost_phone

app_name = "offices"
urlpatterns = [
    path("", lists.index, name="index"),
    path("baru/", lists.create, name="create"),
    path("surat/", letters.index, name="letters"),
    path("surat/undang/", letters.invite, name="invite"),
    path("surat/ulang/", letters.again, name="letters_again"),
    path("usulan/<int:number>/", letters.carry_out, name="carry_out"),
    path("hp-hilang/", lost_phone.report, name="lost_phone"),
    path("hp-hilang/<int:account>/surat/", lost_phone.letter, name="phone_letter"),
    path("<int:account>/", account.account, name="account"),
    path("<int:account>/surat/", account.ask_letter, name="letter"),
    path("<int:account>/nonaktifkan/", account.disable, name="disable"),
    path("<int:account>/aktifkan/", account.enable, name="enable"),
    path("<int:account>/jabatan/", appointing.assign, name="assign"),
    path("<int:account>/jabatan/<int:post>/akhiri/", appointing.end, name="end_post"),
    path("<int:account>/jabatan/<int:post>/cabut/", appointing.withdraw, name="withdraw_post"),
]
