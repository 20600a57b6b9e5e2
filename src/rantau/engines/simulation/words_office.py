"""Words of the offices (kata-kata kantor): countries and how they are written, jobs, companies, papers, troubles.

Companies and sponsors are invented; none is in the ministry's list of licensed placement companies.
"""

from __future__ import annotations

COUNTRIES = {
    "Arab Saudi": "Arab Saudi|Arab Saudi|Arab Saudi|Saudi Arabia|Saudi|S. Arabia|Arab|KSA|Riyadh|Jeddah|Madinah|"
    "Arab Saudi (Riyadh)",
    "Malaysia": "Malaysia|Malaysia|Malaysia|MLY|Malasyia|Johor|Kuala Lumpur|Malaysia (Sarawak)",
    "Taiwan": "Taiwan|Taiwan|Taiwan|Taiwan R.O.C|Taipei",
    "Uni Emirat Arab": "Uni Emirat Arab|Uni Emirat Arab|UEA|UAE|Dubai|Abu Dhabi|Emirat Arab",
    "Hong Kong": "Hong Kong|Hong Kong|Hongkong|HK|Hongkong SAR",
    "Jepang": "Jepang|Jepang|Japan|Tokyo",
    "Kamboja": "Kamboja|Kamboja|Cambodia|Kamboja (Poipet)|Phnom Penh",
    "Turki": "Turki|Turki|Turkiye|Istanbul",
    "Singapura": "Singapura|Singapura|Singapore|SIN",
    "Qatar": "Qatar|Qatar|Katar|Doha",
    "Korea Selatan": "Korea Selatan|Korea Selatan|Korea|South Korea|Korsel",
    "Kuwait": "Kuwait|Kuwait|Kuwet",
    "Oman": "Oman|Oman|Muscat",
    "Polandia": "Polandia|Polandia|Poland",
    "Myanmar": "Myanmar|Myanmar|Myawaddy",
    "Suriah": "Suriah|Suriah|Syria|Damaskus",
    "Thailand": "Thailand|Thailand|Bangkok",
    "Filipina": "Filipina|Filipina|Philippines",
    "Irak": "Irak|Irak|Iraq|Erbil",
    "Bahrain": "Bahrain|Bahrain",
}
COUNTRY_NAMES = tuple(COUNTRIES)
COUNTRY_WRITTEN = {name: tuple(text.split("|")) for name, text in COUNTRIES.items()}

JOBS_WOMEN = {
    "PLRT": "PLRT|PRT|ART|Pembantu|Asisten rumah tangga|Housemaid",
    "Caregiver": "Caregiver|Perawat jompo|Perawat lansia|Jaga orang tua",
    "Pengasuh anak": "Pengasuh anak|Baby sitter|Jaga anak",
    "Buruh pabrik": "Buruh pabrik|Operator|Operator produksi|Pabrik",
    "Tukang bersih": "Cleaning service|Tukang bersih-bersih",
    "Salon": "Salon|Terapis spa",
}
JOBS_MEN = {
    "Buruh pabrik": "Buruh pabrik|Operator|Operator produksi|Pabrik",
    "Konstruksi": "Konstruksi|Buruh bangunan|Kuli bangunan|Tukang",
    "Ladang sawit": "Ladang sawit|Perkebunan|Buruh kebun",
    "Sopir": "Sopir|Driver|Supir",
    "Nelayan": "ABK|Nelayan|Perikanan",
    "Juru las": "Welder|Las|Tukang las",
    "Admin daring": "Admin online|CS online|Marketing online",
}
JOB_NAMES = (*JOBS_WOMEN, *(job for job in JOBS_MEN if job not in JOBS_WOMEN))
JOB_WRITTEN = {name: tuple(text.split("|")) for name, text in {**JOBS_WOMEN, **JOBS_MEN}.items()}

COMPANIES = (
    "Angkasa Wira Cendekia|Bina Tenaga Samparan|Cakra Dwipa Insani|Dharma Karya Bahtera|Eka Mitra Lestarindo|"
    "Fajar Nusa Perkasatama|Graha Insan Sagara|Harapan Widya Pertala|Insan Cita Seberang|Jasa Prima Kanigara|"
    "Karsa Mandala Utamajaya|Lintas Cendana Persada|Mekar Tirta Wiyata|Naga Biru Insancipta|Okta Sinar Pramudita"
).split("|")

SPONSORS = (
    "H. Sanwani|Hj. Rohayah|Bu Iis|Pak Karta|Mamah Dedeh|Ust. Jarnuji|Bu Haji Munah|Pa Ending|Teh Ningrum|Abah Sarnaja|"
    "Ibu Wasti|Bpk. Kholil|Umi Salma|Kang Oji|Mba Tari|Pak Lurah (mantan)"
).split("|")

TROUBLES = (
    "Gaji tidak dibayar|Hilang kontak|Sakit|Ingin pulang, diminta ganti rugi|Lari dari majikan|Overstay|Dianiaya|"
    "Tidak sesuai perjanjian kerja|Ditahan agen|Meninggal dunia|Habis kontrak, belum dipulangkan|Paspor ditahan"
).split("|")
FOLLOW_UPS = "Proses|Selesai|Sudah pulang|Mediasi|Diteruskan ke BP3MI|Surat ke KP2MI||".split("|")
RETURN_REASONS = "Deportasi|PMI bermasalah|Sakit|Habis kontrak|Lari dari majikan|Amnesti|Meninggal dunia".split("|")
RETURN_NOTES = "Dijemput keluarga|Diantar BP3MI|RPTC|Non prosedural|Pulang mandiri||||".split("|")
DEFERRAL_REASONS = (
    "Dugaan PMI NP|Keterangan tidak konsisten|Tujuan tidak jelas|Diduga akan bekerja non prosedural|"
    "Tidak ada rekomendasi Disnaker|Pernah bekerja di Timur Tengah, kontrak tidak ada"
).split("|")
METHODS = (
    "Visa kunjungan|Visa umrah|Ditampung di rumah|Uang muka untuk keluarga|Paspor ditahan|Dijanjikan gaji besar|"
    "Dokumen dari daerah lain"
).split("|")
ARTICLES = "Ps 81 UU 18/2017|Ps 81 jo 86 UU 18/2017|Ps 2, 10 UU 21/2007|Ps 4 UU 21/2007".split("|")
STAGES = "Lidik|Sidik|P21|Tahap II|SP3|Restorative".split("|")
LETTER_NOTES = "penggantian|batal|perpanjangan||||||||||||||".split("|")
VILLAGE_NOTES = (
    "Sudah pulang|Masih bekerja|masih di LN|Perpanjang kontrak|belum ada kabar|Sdh pulang|anak ikut nenek|-"
).split("|")

STATUS_YES = ("Resmi", "Prosedural", "Legal", "RESMI")
STATUS_NO = ("Non Prosedural", "Tidak Resmi", "Tidak", "perorangan", "NP")
STATUS_UNKNOWN = ("tdk tahu", "?")
STATUS_PLANNED = ("calon", "Calon PMI", "ditunda", "gagal berangkat")

NIK_WORDS = ("-", "-", "tidak ada", "belum ada", "0", "lupa", "menyusul", "TIDAK TAHU")
PHONE_WORDS = ("-", "tidak ada", "-")

MONTHS = (
    ("Januari", "Jan"),
    ("Februari", "Feb", "Pebruari"),
    ("Maret", "Mar"),
    ("April", "Apr"),
    ("Mei",),
    ("Juni", "Jun"),
    ("Juli", "Jul"),
    ("Agustus", "Agt", "Agust"),
    ("September", "Sept", "Sep"),
    ("Oktober", "Okt"),
    ("November", "Nop", "Nov", "Nopember"),
    ("Desember", "Des"),
)
