"""Abbreviations, openers, function words: Indonesian."""

from __future__ import annotations

from kilas.core.languages.shape import TextWords, words

WORDS = TextWords(
    never_end=words(
        "prof dr drs dra ir h hj kh kyai k.h tgk ust r.a r.m rr tn ny nn sdr sdri bpk ibu yth jend letjen mayjen"
        " brigjen kol letkol may kapt lettu letda komjen irjen kombes akbp kompol akp iptu ipda brigpol briptu"
        " bripda serma sertu serda kopda laks laksda laksma mars marsda marsma gub wagub bup wabup dirjen sekjen"
        " sesjen kapolda kapolres kapolri kapolsek danrem dandim pangdam jl jln gg kel kec kab prov kpg ds dsn rt"
        " rw no nomor hlm hal vol ed tel telp fax hp ext jml tgl thn bln ay ps psl ayat pasal sbb a.n u.p d.a up"
        " cq ybs yg dgn utk dlm spt tsb pt cv ud fa pd prt drh sp purn mis"
    ),
    never_end_cased=words("Pol KM KMP MV KRI"),
    never_end_even_so=words("jl prof dr"),
    closes=words(
        "dkk dll dsb dst s.h m.h s.e m.m s.t m.t s.kom m.kom s.ip m.ip s.sos m.si m.sc m.hum m.pd s.pd s.ag m.ag"
        " s.si s.kep m.kes s.kes s.ked s.psi m.psi s.ikom m.ikom s.hut s.p m.p m.ap m.kn m.ak s.pt s.stp a.md"
        " m.eng b.sc sp.a sp.pd sp.og sp.b sp.jp sp.p sp.kj sp.an sp.m sp.s sp.ot wib wita wit"
    ),
    may_end=words("tbk persero"),
    labelled=words(
        "blok rute kelas tipe jenis grup golongan gedung vitamin hepatitis rencana opsi zona peron lampiran seri"
    ),
    openers=words(
        "namun tetapi tapi sementara selain setelah sebelum ketika saat sejak karena meski meskipun walau"
        " walaupun jika bila kalau untuk dari di ke pada dalam dengan oleh ia dia mereka kami kita saya hal ini"
        " itu tersebut adapun sedangkan menurut sebagai para sebuah seorang salah semua setiap tidak bukan belum"
        " pihak"
    ),
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
