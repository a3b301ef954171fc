"""Indonesian and English abbreviations: which full stops do not end a sentence.

Our own tables; where sentencex splits at "Jl.", "Tbk." or "M.Hum." (measured), these join it again.
"""

from __future__ import annotations

# A name or number must follow: the stop never ends a sentence.
NEVER_END = frozenset(
    # Indonesian titles, degrees before a name, addresses, offices
    "prof dr drs dra ir h hj kh kyai k.h tgk ust r.a r.m rr tn ny nn sdr sdri bpk ibu yth jend letjen mayjen brigjen"
    " kol letkol may kapt lettu letda komjen irjen kombes akbp kompol akp iptu ipda brigpol briptu bripda serma sertu"
    " serda kopda laks laksda laksma mars marsda marsma gub wagub bup wabup dirjen sekjen sesjen kapolda kapolres"
    " kapolri kapolsek danrem dandim pangdam jl jln gg kel kec kab prov kpg ds dsn rt rw no nomor hlm hal vol ed tel telp"
    " fax hp ext jml tgl thn bln ay ps psl ayat pasal sbb a.n u.p d.a up cq ybs yg dgn utk dlm spt tsb"
    " pt cv ud fa pd prt drh sp purn mis"
    # English titles, ranks, offices
    " mr mrs ms mx messrs mme mlle sr fr rev hon gov sen rep pres amb gen lt col maj capt cmdr adm sgt cpl pvt supt insp"
    " det st mt ft ave blvd rd nos fig figs eq sec ch art vs v viz approx est incl cf ca no. pp p jan feb mar apr jun jul"
    " aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun".split()
)
# Abbreviations only where printed like this: "Kombes Pol.", the ship "KM."; "5 km." and "gas pol." may end a sentence.
NEVER_END_CASED = frozenset("Pol KM KMP MV KRI".split())
# What closes a phrase: degrees behind a name, ends of lists, time zones. Before a capital the sentence is over.
CLOSES = frozenset(
    "dkk dll dsb dst etc s.h m.h s.e m.m s.t m.t s.kom m.kom s.ip m.ip s.sos m.si m.sc m.hum m.pd s.pd s.ag m.ag"
    " s.si s.kep m.kes s.kes s.ked s.psi m.psi s.ikom m.ikom s.hut s.p m.p m.ap m.kn m.ak s.pt s.stp a.md m.eng b.sc"
    " sp.a sp.pd sp.og sp.b sp.jp sp.p sp.kj sp.an sp.m sp.s sp.ot wib wita wit".split()
)
# The stop may end a sentence: it does when the next word opens one.
MAY_END = frozenset(
    "tbk persero ph.d phd m.a b.a m.b.a m.ba ll.m ll.b m.d d.phil inc corp co ltd llc plc bros jr sr esq al a.m p.m"
    " u.s u.k u.n e.u u.s.a d.c l.a a.s i.e e.g n.y hon fla calif pa va mass conn ill mich minn wis tenn ky ga ala"
    " miss ark okla tex kan neb colo ariz nev wash ore".split()
)
# A letter behind one of these is a label, not an initial: "Blok C. Warga", "Plan B. Critics".
LABELLED = (
    "blok rute kelas tipe jenis grup golongan gedung vitamin hepatitis rencana opsi zona peron lampiran seri"
    " plan group grade class type block route section team category appendix option hall terminal gate".split()
)
# Words that open a sentence in running prose: after "p.m." or "Inc." they tell a new one.
OPENERS = frozenset(
    "the a an this that these those he she it they we i you his her its their our my there here but and or so yet"
    " however meanwhile still also then when while after before since because although though if as at in on for from"
    " by with to of not no some many most all each both another other one what who how why where last next"
    " namun tetapi tapi sementara selain setelah sebelum ketika saat sejak karena meski meskipun walau walaupun jika bila"
    " kalau untuk dari di ke pada dalam dengan oleh ia dia mereka kami kita saya hal ini itu tersebut adapun sedangkan"
    " menurut sebagai para sebuah seorang salah semua setiap tidak bukan belum pihak".split()
)
