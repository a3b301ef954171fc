"""Abbreviations, openers, function words: Indonesian."""

from __future__ import annotations

from kilas.core.languages.shape import TextWords, words

WORDS = TextWords(
    never_end=words(
        "prof dr drs dra drg ir h hj kh k.h tgk ust r.a r.m r.r rr nn sdr sdri bpk yth jend letjen mayjen brigjen kol"
        " letkol kapt lettu letda komjen irjen kombes akbp kompol akp iptu ipda aiptu aipda brigpol briptu bripda bripka"
        " bharada serma sertu serka serda koptu kopda praka pratu prada laks laksda laksma jl jln gg kel kec kab kpg dsn"
        " telp jml a.n u.p d.a cq ybs yg dgn utk dlm spt tsb prt drh purn moh mohd muh muhd abd abdr ach akh plt plh"
        " pjs pgs alm almh wkl"
    ),
    never_end_cased=words(
        "Pol KM KMP MV KRI Kp Kav Perum Perumnas Komp Gd Ged Lt Ka Wk Sek Bag Bid Bdn Bend Neg Inf Czi Cba Cke Cku Chk"
        " Chb Ckm Cpl Cpm Caj Arh Arm Nav Tek Pnb Psk Sus Pj RS RSU RSUD RSIA Tmn Ling Tb Rd Gst I.G I.B"
    ),
    never_end_here=words(
        "apt jo jis jto juncto al mis kl lk dol thd kpd krn sdh blm jg may mars marsda marsma tn ny gub bup ds prov pt cv"
        " ud fa pd sp"
    ),
    never_end_even_so=words("jl jln gg prof dr drg moh muh abd kh hj kapt letkol perum jend plt"),
    before_numbers=words(
        "rp pkl pk no nomor hlm hal vol ed tgl thn th bln ay ayat ps psl pasal bt rt rw tel fax hp ext sbb"
        " jan peb pebr feb febr mar apr mei jun jul agt ags agst agus sep sept okt oct nop nov nopember des dec"
    ),
    closes=words(
        "dkk dll dsb dst s.h m.h s.e m.m s.t m.t s.kom m.kom s.ip m.ip s.sos m.si m.sc m.hum m.pd s.pd s.ag m.ag"
        " s.si s.kep m.kes s.kes s.ked s.psi m.psi s.ikom m.ikom s.hut s.p m.p m.ap m.kn m.ak s.pt s.stp a.md"
        " m.eng b.sc sp.a sp.pd sp.og sp.b sp.jp sp.p sp.kj sp.an sp.m sp.s sp.ot wib wita wit"
        " s.farm s.gz s.ars s.keb s.tr a.md.kep a.md.keb s.th m.th s.fil m.fil s.sn m.sn s.kel s.mat m.mat m.t.i m.b.a"
        " s.i.p m.i.p s.pd.i m.pd.i s.h.i m.h.i s.k.m m.k.m"
    ),
    may_end=words("tbk persero"),
    labelled=words(
        "blok rute kelas tipe jenis grup golongan gedung vitamin hepatitis rencana opsi zona peron lampiran seri"
        " paket kategori tim jalur lantai terminal pos sektor tahap klaster varian kode huruf nilai pintu titik tabel"
        " gambar unit ruang bagian pilihan lintasan koridor gerbang kavling rayon distrik influenza"
    ),
    openers=words(
        "namun tetapi tapi sementara selain setelah sebelum ketika saat sejak karena meski meskipun walau"
        " walaupun jika bila kalau untuk dari di ke pada dalam dengan oleh ia dia mereka kami kita saya hal ini"
        " itu tersebut adapun sedangkan menurut sebagai para sebuah seorang salah semua setiap tidak bukan belum"
        " pihak lalu kemudian selanjutnya kini sebab akibat hanya sebanyak sejumlah beberapa sekitar hampir lebih"
        " kurang banyak sebagian seluruh semuanya keduanya ketiganya warga polisi petugas korban pelaku tersangka"
        " penumpang pedagang petani investor dua tiga empat lima enam tujuh delapan sembilan sepuluh tak sudah masih"
        " akan harga saham laba"
    ),
    opener_shapes=r"\w{4,}nya",
    joins=words("dan atau"),
    time_words=r"senin|selasa|rabu|kamis|jumat|sabtu|minggu|wi(?:b|t|ta)",
    dateline_months="Mei|Agu|Agt|Okt|Des|Januari|Februari|Maret|Juni|Juli|Agustus|Oktober|Desember",
    no_place="Pada|Sejak|Hingga|Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu",
    function_words=words(
        "yang dan di ke dari untuk dengan pada ini itu dalam tidak akan oleh adalah juga sudah karena para bisa"
        " telah atau tersebut"
    ),
    neighbours=words("ms"),
    of_neighbours=words("ialah beliau kerana boleh daripada katanya berkata ahli polis kerajaan kepada"),
    stop_words=words(
        "ada adalah agar akan antara apa atas atau bagi bahwa banyak baru beberapa belum berada berbagai bisa"
        " dalam dan dapat dari dengan di dia hal hanya harus hingga ia ini itu jika juga kami kata kepada karena"
        " ke kini kita lain lalu lebih maka masih melalui mereka merupakan namun oleh pada para pun saat sangat"
        " sebagai sebuah sebelum secara sedang sehingga sejak sejumlah selain selama semua seorang seperti serta"
        " setelah suatu sudah tak tapi telah tentang terhadap tersebut tetapi tidak untuk usai yaitu yakni yang"
    ),
    of_the_text=r"(teks|artikel|bacaan|ringkasan|berita) (?:ini|tersebut|di atas)\b",
    labels=(
        r"poin(?: (?:penting|utama|kunci))?|inti(?:nya)?|ringkasan|rangkuman|kesimpulan(?:nya)?|singkatnya|sorotan|hal penting|wawasan|fakta|klaim|yang perlu (?:dipantau|diperhatikan|disimak)"
    ),
)
