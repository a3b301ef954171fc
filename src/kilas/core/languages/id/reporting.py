"""Indonesian words that attribute statements."""

from __future__ import annotations

from kilas.core.languages.shape import ReportingWords, words

WORDS = ReportingWords(
    says=words(
        "kata ujar tutur ucap ungkap jelas imbuh tegas katanya ujarnya tuturnya ucapnya ungkapnya jelasnya"
        " imbuhnya tegasnya mengatakan menyatakan menjelaskan menuturkan mengungkapkan menambahkan menegaskan"
        " menyebutkan mengaku memastikan lanjutnya"
    ),
    opens_report=words(
        "mengatakan menyebut menilai menjelaskan menuturkan menduga mengungkapkan menambahkan menegaskan"
        " memastikan"
    ),
    says_of_unnamed=words(
        "katanya ujarnya tuturnya ucapnya ungkapnya jelasnya imbuhnya tegasnya lanjutnya sambungnya terangnya"
        " paparnya"
    ),
    owned=words(
        "timnya istrinya suaminya anaknya ayahnya ibunya keluarganya partainya pihaknya lembaganya kantornya"
        " perusahaannya kliennya warganya negaranya kementeriannya dinasnya rumahnya kebunnya lahannya dirinya"
        " hidupnya pendapatnya penelitiannya adiknya kakaknya rekannya karyawannya anggotanya serikatnya desanya"
        " kampungnya sekolahnya muridnya pasiennya usahanya tokonya pemainnya"
    ),
    verbs=words(
        "kata katanya ujar ujarnya tutur tuturnya ucap ucapnya jelas jelasnya ungkap ungkapnya terang terangnya"
        " imbuh imbuhnya tambah tambahnya tandas tandasnya tegas tegasnya papar paparnya sebut sebutnya pungkas"
        " pungkasnya mengatakan menuturkan menjelaskan mengungkapkan menyebut menyebutkan menegaskan menambahkan"
    ),
    behind_name="mengatakan|menyatakan|menjelaskan|menuturkan|mengungkapkan|menambahkan|menegaskan",
    inside_name="bin",
    before_name="kata|ujar|tutur|ucap|ungkap|imbuh|jelas|tegas|[Mm]enurut",
    attributions=(
        r"menurut(?:nya)?|kata(?:nya)?(?! (?:kunci|lain|sandi|sepakat))|mengatakan|menyatakan|menjelaskan|menuturkan|mengungkapkan|menambahkan"
        r"|menegaskan|(?:ujar|tutur|ucap|ungkap|imbuh)(?:nya)?"
    ),
    attribution_cues=tuple(
        "enurut kata atakan jelaskan utur ungkap ambahkan egaskan ujar ucap imbuh".split()
    ),
    speaks_unnamed=(
        r"(?:kata|ujar|tutur|ucap|ungkap|jelas|imbuh|tegas|lanjut|sambung|terang|papar|sebut) (?:dia|ia|beliau|mereka)"
        r"|(?:kata|ujar|tutur|ucap|ungkap|jelas|imbuh|tegas|lanjut|sambung|terang|papar)nya"
    ),
    anonymous=(
        r"(?:minta|meminta)(?: agar)?(?: nama(?:nya)?| identitas(?:nya)?)? (?:tidak|tak) (?:mau )?(?:disebut(?:kan)?|diungkap(?:kan)?)"
        r"|(?:nama|identitas)nya (?:tidak|tak|enggan|dirahasiakan)|enggan (?:disebut(?:kan)?|diungkap(?:kan)?) (?:nama|identitas)"
        r"|tidak (?:bersedia|mau) (?:disebut(?:kan)?|diungkap(?:kan)?) (?:nama|identitas)"
    ),
    anonymous_hints=("disebut", "diungkap", "namanya", "identitasnya"),
    unnamed=(
        r"\banonim\b|(?:tidak|tak|enggan|dirahasiakan)\b.{0,30}\b(?:nama|identitas)"
        r"|(?:nama|identitas)\w*\b.{0,30}\b(?:tidak|tak|enggan|dirahasiakan)|(?:minta|meminta).{0,30}(?:tidak|tak) (?:mau )?(?:disebut|diungkap)"
    ),
)
