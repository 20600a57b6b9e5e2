from django.urls import path

from rantau.modules.notices.web import counter, letters, office, village, workbooks

app_name = "notices"
urlpatterns = [
    path("", office.queue, name="queue"),
    path("<int:notice>/", office.one, name="one"),
    path("<int:notice>/tangani/", office.take, name="take"),
    path("<int:notice>/periksa/", office.check, name="check"),
    path("<int:notice>/hasil/<int:check>/cabut/", office.withdraw, name="withdraw_check"),
    path("<int:notice>/jawab/", office.reply, name="answer"),
    path("<int:notice>/surat/", letters.choose_recipient, name="letter_to"),
    path("<int:notice>/surat/<slug:recipient>/", letters.write, name="write_letter"),
    path("surat/", letters.index, name="letters"),
    path("surat/kop/", letters.letterhead, name="letterhead"),
    path("surat/<int:letter>/", letters.letter, name="letter"),
    path("surat/<int:letter>/surat.pdf", letters.pdf, name="letter_pdf"),
    path("surat/<int:letter>/batal/", letters.cancel, name="cancel_letter"),
    path("kirim/<int:plan>/", village.send_one, name="send"),
    path("unduh.xlsx", workbooks.download, name="download"),
    path("hasil/", workbooks.bring_back, name="bring_back"),
    path("loket/", counter.counter, name="counter"),
    path("kepulangan/<int:plan>/serah-terima/", counter.handover, name="handover"),
    path("kepulangan/<int:plan>/permohonan/", counter.repatriation, name="repatriation"),
    path("desa/", village.own_list, name="own"),
    path("desa/<int:notice>/", village.own_one, name="own_one"),
]
