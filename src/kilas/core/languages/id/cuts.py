"""Negations, modalities, conditions, limits, attributions; connectives: Indonesian."""

from __future__ import annotations

from kilas.core.languages.shape import CutWords, words

WORDS = CutWords(
    negations=words(
        "tidak tak bukan bukanlah belum tanpa jangan tiada nihil bantah membantah dibantah menyangkal menolak"
        " ditolak gagal batal dibatalkan hoaks hoax palsu bohong salah keliru enggan mustahil tidaklah takkan"
        " enggak nggak ndak"
    ),
    modalities=words(
        "mungkin dapat bisa akan diduga diperkirakan kemungkinan berpotensi seharusnya semestinya sebaiknya harus"
        " konon kabarnya dikabarkan disebut-sebut rencananya berencana direncanakan diharapkan berharap tampaknya"
        " sepertinya agaknya kiranya barangkali boleh hendak bakal calon dugaan terduga tersangka disinyalir"
        " ditengarai diyakini ingin usulan diusulkan ditargetkan"
    ),
    conditions=words(
        "jika bila apabila jikalau kalau asalkan asal kecuali seandainya andaikan sepanjang apakah"
    ),
    limits=words(
        "hanya cuma sekadar sekitar kira-kira kurang lebih hampir nyaris sedikitnya setidaknya paling minimal"
        " maksimal sebagian sebagiannya rata-rata beberapa sejumlah semua seluruh setiap seluruhnya mayoritas"
        " antara lebih-kurang mantan eks sementara terutama sempat"
    ),
    attributions=words(
        "kata katanya ujar ujarnya menurut menurutnya mengatakan menyatakan menyebut menyebutkan menuturkan"
        " menjelaskan mengungkapkan menegaskan menambahkan mengklaim klaim tutur tuturnya ungkap ungkapnya jelas"
        " jelasnya ucap ucapnya tegas tegasnya sebut sebutnya dikutip mengutip melaporkan dilaporkan menuduh"
        " dituduh tudingan menuding dituding menilai percaya yakin berpendapat pengakuan mengaku rumor kabar isu"
        " mengimbau memperkirakan memprediksi dilansir melansir laporan"
    ),
    binds=words("dari oleh menjadi ke kepada untuk terhadap hingga sampai daripada"),
    articles=words("para seluruh semua sekitar hampir"),
    openers_with_comma=(
        r"kemudian|selanjutnya|lalu|bahkan|maka|sebaliknya|misalnya|sebagai contoh|faktanya|akibatnya|lebih lanjut|terpisah|secara terpisah"
        r"|di tempat terpisah|di sisi lain|namun|tetapi|tapi"
    ),
    openers=(
        r"pada saat yang sama|walaupun demikian|meskipun demikian|meski demikian|meski begitu|walau begitu|namun demikian|dengan demikian"
        r"|akan tetapi|sementara itu|selain itu|di samping itu|di sisi lain|oleh karena itu|oleh sebab itu|karena itu|lagi pula|adapun"
        r"|namun|tetapi|tapi|dan"
    ),
    connectives=(
        "pada saat yang sama",
        "sebagai contoh",
        "di samping itu",
        "meskipun demikian",
        "walaupun demikian",
        "namun demikian",
        "meski begitu",
        "walau begitu",
        "meski demikian",
        "dengan demikian",
        "oleh karena itu",
        "di sisi lain",
        "akan tetapi",
        "sementara itu",
        "selain itu",
        "karena itu",
        "oleh sebab itu",
        "sebaliknya",
        "akibatnya",
        "lebih lanjut",
        "selanjutnya",
        "kemudian",
        "lagi pula",
        "misalnya",
        "faktanya",
        "bahkan",
        "adapun",
        "tetapi",
        "tapi",
        "namun",
        "lalu",
        "maka",
        "dan",
    ),
    need_comma=words("misalnya faktanya kemudian selanjutnya lalu bahkan maka sebaliknya akibatnya")
    | {"sebagai contoh"},
    asides=r"(?:lihat|foto)\b[^()]*",
)
