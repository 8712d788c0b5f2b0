"""Everyday Vietnamese for official words, in folded form (no diacritics)."""

_SAY_LITTLE = (
    "a anh ba bac bao bi cach can cai chi cho chu co cua da dau day de den di duoc em gi giay giup hoi "
    "hom la lam len minh mot moi muon nao nay nhu o qua ra roi sao the thi thu tien to toi tuc va ve "
    "vay voi xin xong be"
)
FILLER = frozenset(_SAY_LITTLE.split())
"""Words that say little about which procedure is meant."""

SAME = (
    ("khai sanh", "khai sinh"),
    ("giay khai sinh", "dang ky khai sinh"),
    ("dang ki", "dang ky"),
    ("dk", "dang ky"),
    ("cong chung", "chung thuc"),
    ("sao y", "chung thuc ban sao"),
    ("photo", "ban sao"),
    ("doc than", "tinh trang hon nhan"),
    ("chua ket hon", "tinh trang hon nhan"),
    ("cuoi", "ket hon"),
    ("lay vo", "ket hon"),
    ("lay chong", "ket hon"),
    ("bao tu", "khai tu"),
    ("chung tu", "khai tu"),
    ("qua doi", "khai tu"),
    ("nguoi chet", "khai tu"),
    ("nhap khau", "dang ky thuong tru"),
    ("ho khau", "thuong tru"),
    ("cat khau", "xoa dang ky thuong tru"),
    ("so do", "giay chung nhan quyen su dung dat"),
    ("so hong", "giay chung nhan quyen su dung dat"),
    ("mo tiem", "dang ky ho kinh doanh"),
    ("mo quan", "dang ky ho kinh doanh"),
    ("mo ho kinh doanh", "dang ky thanh lap ho kinh doanh"),
    ("buon ban", "ho kinh doanh"),
    ("xay nha", "giay phep xay dung nha o"),
    ("cat nha", "giay phep xay dung nha o"),
    ("sua ten", "thay doi cai chinh ho tich"),
    ("doi ten", "thay doi cai chinh ho tich"),
    ("cham tre", "lien thong khai sinh thuong tru bao hiem y te"),
    ("di chuc", "chung thuc di chuc"),
    ("uy quyen", "chung thuc chu ky uy quyen"),
    ("trich luc", "ban sao trich luc ho tich"),
    ("con nuoi", "nuoi con nuoi"),
    ("nhan con", "nhan cha me con"),
)
MOST_VARIANTS = 6


def variants(folded: str) -> list[str]:
    """The query itself and the query with everyday words put officially."""
    found = [folded] if folded else []
    padded = f" {folded} "
    for everyday, official in SAME:
        if f" {everyday} " in padded and f" {official} " not in padded:
            found.append(padded.replace(f" {everyday} ", f" {official} ").strip())
    return found[:MOST_VARIANTS]
