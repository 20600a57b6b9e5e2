"""Names as they are given in Banten and on Java (nama orang): own lists, most usual first.

The order is the frequency: the n-th name is drawn with weight 1 / (n + 4) ** 0.95 (Zipf's law with Mandelbrot's
correction, which given names follow closely). Older and younger people have different lists; a Bantenese of sixty is
rarely called Aulia.
"""

from __future__ import annotations

WOMEN_OLD = (
    "Siti Rohmah|Sumiati|Marsiti|Rohanah|Suhaemi|Juhaeriah|Saptiah|Sarkinah|Jumsiah|Asiyah|Rukiyah|Mariah|Samunah|"
    "Hayati|Munawati|Uswati|Maemunah|Sunenah|Rusmiati|Sapuroh|Masitoh|Muniroh|Nuraeni|Sutirah|Kartinah|Aminah|"
    "Jamilah|Rumyati|Badriah|Sulastri|Hindun|Sanati|Marwati|Titin|Entin|Mulyati|Nafsiah|Sukaesih|Romlah|Hasanah|"
    "Arsinah|Jubaedah|Suharti|Kusmiati|Sarmilah|Iyos|Eneng|Uun Unayah|Ratu Hunaenah|Tuti Alawiyah|Siti Aliyah|"
    "Mimin Mintarsih|Salamah|Juwariyah|Fatmawati|Supiah|Robiah|Wasiah|Satiah|Ruminah"
).split("|")

WOMEN_YOUNG = (
    "Nurhayati|Siti Nurjanah|Fitri|Dewi|Siti Aisah|Yuliana|Rina|Eka|Siti Fatonah|Nurlela|Ratna|Wulan|Siti Maryam|"
    "Ayu|Lilis|Sri|Siti Khodijah|Novi|Nia|Mega|Intan|Siti Munawaroh|Putri|Desi|Risma|Anita|Siti Muslimah|Yanti|"
    "Indah|Nurul|Aulia|Siti Halimah|Rika|Tiara|Susi|Nengsih|Siti Zahro|Herlina|Melati|Rosdiana|Lia|Mutiara|Zahra|"
    "Siti Humaeroh|Ismawati|Nadia|Oktaviani|Vina|Siti Rahayu|Erna|Winda|Ita|Khoirunnisa|Sinta|Nur Azizah|"
    "Rahmawati|Ika|Dini|Selvi|Ratu Ayu"
).split("|")

MEN_OLD = (
    "Suhendi|Jamhari|Sarmidi|Marjuki|Sahroni|Rohman|Suheri|Madrusin|Sapturi|Hasan|Jamsari|Sukardi|Ahmad|Asmuni|"
    "Jahidin|Rasmin|Kasman|Tubagus|Mulyadi|Sanwani|Ibrohim|Abdul|Saepudin|Marhasan|Arsad|Sobri|Sadeli|Mahmud|Yusup|"
    "Rahmat|Usman|Maman|Junaedi|Hambali|Sarnata|Embay|Satibi|Jaelani|Nawawi|Sukri"
).split("|")

MEN_YOUNG = (
    "Muhammad|Ahmad|Rizki|Andi|Hendra|Abdul|Agus|Dede|Fajar|Muhamad Ilham|Aldi|Sandi|Iwan|Rifki|Deni|Wahyu|Ari|"
    "Muhammad Rizal|Yusuf|Eko|Rudi|Asep|Heri|Ilham|Bayu|Fikri|Irfan|Muhamad Fauzi|Nanang|Tb Ade|Ujang|Yogi|Ridwan|"
    "Firman|Dimas|Hafiz|Aji|Saeful|Reza|Jejen"
).split("|")

WOMEN_LAST = (
    "Wati|Rohayati|Sari|Lestari|Handayani|Nengsih|Wulandari|Khasanah|Apriyanti|Maesaroh|Susanti|Permata|Fauziah|"
    "Yuliani|Anggraeni|Komariah|Solihat|Mulyani|Pratiwi|Rahmah|Sulastri|Hidayah|Nurhasanah|Purnama|Aminah|Setiawati|"
    "Marlina|Utami|Badriyah|Safitri|Juhriah|Agustina|Sumarni|Rosita|Kurniasih|Muslihat|Fadilah|Sapitri|Romdonah|"
    "Latifah"
).split("|")

MEN_LAST = (
    "Hidayat|Saputra|Maulana|Setiawan|Rohman|Mulyana|Firdaus|Fauzi|Kurniawan|Ramdani|Sanusi|Hidayatullah|Permana|"
    "Nugraha|Jaelani|Wijaya|Supriyadi|Gunawan|Romli|Basri|Mubarok|Hermawan|Syarif|Santoso|Anwar|Suryadi|Latif|Rojali|"
    "Hakim|Alamsyah|Pratama|Sopian|Yahya|Muhtadi|Suherman|Arifin"
).split("|")

FATHERS = (
    "Sarmin|Jamhari|Marjuk|Suhaemi|Rasman|Kasiman|Sobri|Madhari|Asnawi|Sahari|Rusdi|Karim|Jarkasih|Sanukri|Muhyidin|"
    "Kosim|Arman|Sukarta|Bahrudin|Nursan|Saripudin|Uci|Hafid|Wahab"
).split("|")

OFFICERS = (
    "Aep Saepulloh|Hj. Neneng Kurnia|Drs. Tb. Hasuri|Mahmudin|Suherman Jaya|Ubaidillah|Iis Ismayati|Nasrudin|"
    "Didin Wahyudin|H. Mansyur Sobri|Rohiman|Euis Komalasari|Sarta Atmaja|Bahrul Alam|Yayan Supriatna|Hikmatullah"
).split("|")

DEGREES = ("", "", ", S.E.", ", S.Sos.", ", S.Pd.I", ", M.Si.", ", S.H.")

HAMLETS = (
    "Kubang|Sawah Luhur|Pasir Randu|Cinangsi|Kaloran|Pakojan|Sampang|Tanggul|Kebon Cau|Cipetey|Karanganyar|Bojong Loa|"
    "Gardu|Pasar|Tegal Maja|Ciputri|Pabean|Kalenderan|Sumur Gede|Curug Barang|Lebak Gede|Tarikolot|Pekuncen|Sidamukti|"
    "Jati Mekar|Priyayi|Kemuning|Cidangiang|Wadas|Rancaseneng|Kadu Sirung|Gunung Karang|Dermaga|Susukan|Ketileng|"
    "Nambo Ilir|Pelabuhan|Bugel Indah|Cigodeg|Tanjakan|Kepandean|Sirih|Angsana|Kosambi Tilu|Waru Doyong"
).split("|")
