"""Titles, peoples, short forms: Indonesian."""

from __future__ import annotations

from kilas.core.languages.shape import NameWords, words

WORDS = NameWords(
    joiners=words("bin binti"),
    titles=words(
        "presiden menteri gubernur bupati wali walikota ketua wakil bapak ibu pak bu kepala direktur jenderal"
        " kapten kapolri kapolda kapolres hakim jaksa profesor dokter haji hj drs ir kh ustaz kota kabupaten"
        " provinsi desa kecamatan kelurahan jalan pt cv tbk pulau gunung sungai danau universitas utara selatan"
        " timur barat tengah"
    ),
    common=words(
        "senin selasa rabu kamis jumat sabtu minggu januari februari maret mei juni juli agustus oktober desember"
        " wib wita wit rp idr ramadan ramadhan idul fitri natal tuhan allah"
    ),
    function=words(
        "yang dan di ke dari untuk dengan pada ini itu dalam tidak akan oleh adalah juga sudah karena para bisa"
        " telah atau tersebut ia dia mereka kami kita saya anda sebab namun tetapi tapi jika bila kalau ketika"
        " saat setelah sebelum sejak selain sementara menurut seperti bahkan kini lalu kemudian begitu demikian"
        " ada apa siapa bagaimana mengapa kapan mana semua setiap seorang sebuah salah satu dua tiga empat lima"
        " enam tujuh delapan sembilan sepuluh kemarin besok tadi nanti"
    ),
    peoples={
        "GB": words("inggris"),
        "FR": words("prancis perancis"),
        "NL": words("belanda"),
        "DE": words("jerman"),
        "ES": words("spanyol"),
        "CH": words("swis"),
        "GR": words("yunani"),
        "GB-SCT": words("skotlandia"),
        "IE": words("irlandia"),
        "SE": words("swedia"),
        "PL": words("polandia"),
        "TR": words("turki"),
        "CN": words("tiongkok cina"),
        "PH": words("filipina"),
        "US": words("as amerika"),
        "JP": words("jepang"),
        "BE": words("belgia"),
        "EU": words("eropa"),
        "IQ": words("irak"),
        "EG": words("mesir"),
        "KR": words("korsel"),
        "KP": words("korut"),
        "RU": words("rusia"),
        "ID": words("ri wni"),
        "SG": words("singapura"),
        "KH": words("kamboja"),
        "UA": words("ukraina"),
    },
    short_forms=(
        "pemkab pemerintah kabupaten",
        "pemkot pemerintah kota",
        "pemprov pemerintah provinsi",
        "pemda pemerintah daerah",
        "pemdes pemerintah desa",
        "polri polisi",
        "polri kepolisian",
        "polda polisi daerah",
        "polda kepolisian daerah",
        "polres polisi resor",
        "polres kepolisian resor",
        "polsek polisi sektor",
        "polsek kepolisian sektor",
        "kejari kejaksaan negeri",
        "kejati kejaksaan tinggi",
        "kejagung kejaksaan agung",
        "disdik dinas pendidikan",
        "dinkes dinas kesehatan",
        "dinsos dinas sosial",
        "dishub dinas perhubungan",
        "satpol satuan polisi",
        "mendagri menteri negeri",
        "menlu menteri luar",
        "wagub wakil gubernur",
        "wapres wakil presiden",
        "wabup wakil bupati",
        "sekda sekretaris daerah",
        "bandara bandar udara",
        "puskesmas pusat kesehatan",
        "pemilu pemilihan umum",
        "pilkada pemilihan daerah",
        "capres calon presiden",
        "jokowi joko widodo",
        "jabar jawa barat",
        "jateng jawa tengah",
        "jatim jawa timur",
        "sulsel sulawesi selatan",
        "sulut sulawesi utara",
        "sumut sumatera utara",
        "sumsel sumatera selatan",
        "sumbar sumatera barat",
        "kaltim kalimantan timur",
        "kalsel kalimantan selatan",
        "kalbar kalimantan barat",
        "kalteng kalimantan tengah",
    ),
    clipping_prefixes={"kemen": "kementerian", "men": "menteri"},
    clear_prefixes=words("kemen"),
    endings=words("nya"),
)
