from django.urls import path

from rantau.modules.sources.web.views import batch, blanks, lists, places, problems, row, totals, upload

app_name = "sources"

urlpatterns = [
    path("", lists.index, name="index"),
    path("masukkan/", upload.upload, name="upload"),
    path("diperiksa/", upload.checked, name="checked"),
    path("setoran/<int:number>/", batch.batch, name="batch"),
    path("setoran/<int:number>/arti/<int:sheet>/", batch.confirm, name="confirm"),
    path("setoran/<int:number>/simpan/", batch.store, name="store"),
    path("setoran/<int:number>/buang/", batch.discard, name="discard"),
    path("setoran/<int:number>/batalkan/", batch.undo, name="undo"),
    path("setoran/<int:number>/masalah/", problems.problems, name="problems"),
    path("setoran/<int:number>/masalah.csv", problems.problems_csv, name="problems_csv"),
    path("desa/", lists.villages, name="villages"),
    path("tempat/", places.places, name="places"),
    path("tempat/pastikan/", places.resolve, name="resolve"),
    path("tempat/<int:answer>/cabut/", places.withdraw, name="withdraw"),
    path("baris/<int:number>/", row.row, name="row"),
    path("formulir/", blanks.blanks, name="blanks"),
    path("formulir/<str:kind>.xlsx", blanks.blank, name="blank"),
    path("angka-resmi/", totals.totals, name="totals"),
    path("angka-resmi/catat/", totals.enter, name="enter_total"),
]
