"""Words for the trace: what each action and each kind of subject is called on screen.

tests/architecture fails on an action or a kind of subject that is recorded and has no words here, and on words that
nothing records.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rantau.modules.offices.domain import ROLES

ACTIONS = {
    "approval.approve": _("Menyetujui langkah dua orang"),
    "approval.ask": _("Meminta langkah dua orang"),
    "approval.refuse": _("Menolak langkah dua orang"),
    "approval.use": _("Memakai persetujuan"),
    "areas.import_boundaries": _("Memasukkan batas wilayah"),
    "areas.import_population": _("Memasukkan jumlah penduduk"),
    "areas.install_regency": _("Memasang kode wilayah"),
    "areas.record_code_change": _("Mencatat perubahan kode wilayah"),
    "audit.open_reasons": _("Melihat siapa yang membuka"),
    "audit.record_restore": _("Mencatat pemulihan basis data"),
    "backups.make": _("Membuat cadangan"),
    "backups.restore": _("Memulihkan dari cadangan"),
    "insight.compute": _("Menghitung jawaban"),
    "insight.export": _("Mengunduh tabel jawaban"),
    "journeys.add_claim": _("Mencatat kabar sebuah rencana"),
    "journeys.record_plan": _("Mencatat rencana kerja"),
    "keys.add": _("Menambah kunci"),
    "keys.copy": _("Menyalin gantungan kunci"),
    "keys.register": _("Mengenalkan kunci kepada basis data"),
    "keys.retire": _("Membuang kunci lama"),
    "keys.rotate": _("Memulai penggantian kunci"),
    "keys.rotated": _("Menyelesaikan penggantian kunci"),
    "notices.answer": _("Menjawab pemberitahuan"),
    "notices.look": _("Membaca pemberitahuan"),
    "notices.record_check": _("Mencatat hasil pemeriksaan"),
    "notices.send": _("Mengirim pemberitahuan"),
    "notices.take_on": _("Menangani pemberitahuan"),
    "offices.add_second_factor": _("Memasang langkah kedua"),
    "offices.remove_second_factor": _("Melepas langkah kedua"),
    "offices.new_recovery_codes": _("Membuat kode cadangan baru"),
    "offices.use_recovery_code": _("Memakai kode cadangan"),
    "offices.failed_second_factor": _("Gagal pada langkah kedua"),
    "offices.assign_post": _("Mengangkat dalam jabatan"),
    "offices.create_account": _("Membuat akun"),
    "offices.disable_account": _("Menonaktifkan akun"),
    "offices.enable_account": _("Mengaktifkan kembali akun"),
    "offices.end_post": _("Mengakhiri jabatan"),
    "offices.failed_login": _("Gagal masuk"),
    "offices.invite": _("Mengundang dengan surat"),
    "offices.issue_letter": _("Menerbitkan surat berkode"),
    "offices.login": _("Masuk"),
    "offices.open_letter": _("Membuka surat berkode"),
    "offices.carry_out": _("Mengerjakan usulan sebagai orang kedua"),
    "offices.propose": _("Mengusulkan jabatan, undangan atau surat"),
    "offices.register_office": _("Mencatat instansi"),
    "offices.report_lost_phone": _("Melaporkan HP hilang"),
    "offices.withdraw_post": _("Mencabut jabatan yang belum mulai"),
    "offices.wrong_letter": _("Salah kode surat"),
    "people.link": _("Menautkan baris menjadi orang"),
    "people.look_at_person": _("Membuka halaman orang"),
    "people.reveal_nik": _("Membuka NIK"),
    "people.search_people": _("Mencari orang"),
    "people.unlink": _("Melepas baris dari orang"),
    "sources.check": _("Memeriksa daftar"),
    "sources.confirm_mapping": _("Memastikan arti kolom"),
    "sources.discard": _("Membuang pemeriksaan"),
    "sources.expire": _("Membuang setoran yang tidak disimpan pada waktunya"),
    "sources.enter_total": _("Mencatat angka resmi"),
    "sources.export_problems": _("Mengunduh masalah daftar"),
    "sources.look_at_row": _("Membuka baris asli"),
    "sources.resolve_place": _("Memastikan nama tempat"),
    "sources.store": _("Menyimpan daftar"),
    "sources.undo": _("Membatalkan setoran"),
    "sources.withdraw_place": _("Mencabut jawaban nama tempat"),
}
SUBJECTS = {
    "account": _("akun"),
    "answer_run": _("hitungan"),
    "approval": _("permintaan persetujuan"),
    "area": _("wilayah"),
    "batch": _("setoran"),
    "key": _("kunci"),
    "notice": _("pemberitahuan"),
    "plan": _("rencana kerja"),
    "linkage_run": _("penautan"),
    "office": _("instansi"),
    "person": _("orang"),
    "place_answer": _("jawaban nama tempat"),
    "published_total": _("angka resmi"),
    "row": _("baris"),
}
ROLE_NAMES = {name: role.label for name, role in ROLES.items()} | {"system": _("perintah atau pekerjaan latar")}
OPENING = (
    "people.look_at_person", "people.reveal_nik", "sources.look_at_row", "people.search_people",
    "sources.export_problems",
)  # fmt: skip
"""Actions that show what is closed: who does them most often is listed for who checks the trace."""
