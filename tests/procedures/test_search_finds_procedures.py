"""What people type, without diacritics, leads to the right procedure."""

from pathlib import Path

import pytest

from motcua.casework.catalogue.rules.loading import load_folder
from motcua.casework.catalogue.rules.search import SearchEntry, SearchIndex, index_text

ROOT = Path(__file__).resolve().parents[2] / "procedures"
CONTENTS = [load_folder(path).content for path in sorted(ROOT.iterdir()) if path.is_dir()]
INDEX = SearchIndex(SearchEntry(content.code, index_text(content)) for content in CONTENTS)

FIRST = {
    "1.000656": ["khai tu can giay to gi", "bao tu cho ong noi", "lam giay chung tu", "ba em moi mat tuan truoc",
                 "nguoi nha qua doi phai lam gi"],
    "1.000894": ["dang ky ket hon can gi", "hai dua em muon cuoi", "lam giay dang ky ket hon", "giay hon thu",
                 "cuoi vo ra xa lam giay gi"],
    "1.001022": ["cha nhan con", "bo sung ten cha vao giay khai sinh", "nhan con ngoai gia thu",
                 "giay khai sinh khong co ten cha", "nhan cha me con"],
    "1.001193": ["lam giay khai sinh cho con", "dang ky khai sinh", "khai sinh tre han", "em moi sinh con",
                 "khai sanh cho be"],
    "1.001612": ["mo quan an", "mo tiem tap hoa", "giay phep kinh doanh", "mo quan ca phe can giay to gi",
                 "dang ky ho kinh doanh"],
    "1.001776": ["tien tro cap hang thang", "tro cap nguoi khuyet tat", "xin tro cap cho tre mo coi",
                 "tien bao tro xa hoi", "nguoi khuyet tat nang co duoc nhan tien hang thang khong"],
    "1.004859": ["giay khai sinh sai ten", "doi ten cho con", "cai chinh ho tich", "sua giay khai sinh",
                 "khai sinh ghi sai nam sinh"],
    "1.004873": ["giay doc than", "xac nhan tinh trang hon nhan", "xin giay xac nhan chua ket hon",
                 "xac nhan doc than de vay ngan hang", "giay xac nhan chua co vo"],
    "1.004884": ["dang ky lai khai sinh", "lam lai giay khai sinh", "khai sinh mat so goc",
                 "lam lai khai sinh bi mat", "cap lai giay khai sinh"],
    "1.013225": ["giay to nha", "xin phep xay nha", "giay phep xay dung", "xay nha hai tang", "xin giay phep xay nha"],
    "2.000635": ["trich luc", "trich luc khai sinh", "xin ban sao giay khai sinh", "ban sao khai sinh",
                 "trich luc ket hon"],
    "2.000815": ["cong chung giay to", "sao y ban chinh", "cong chung bang tot nghiep", "photo cong chung",
                 "chung thuc ban sao"],
    "2.000884": ["chung thuc chu ky", "cong chung so yeu ly lich", "cong chung giay uy quyen", "xac nhan chu ky",
                 "lam giay uy quyen nhan luong huu"],
    "2.000908": ["ban sao tu so goc", "cap ban sao tu so goc", "xin sao tu so goc", "sao luc so goc",
                 "ban sao giay to luu tru"],
    "2.000986": ["lien thong khai sinh", "the bao hiem y te cho be moi sinh", "nhap khau cho con moi sinh",
                 "lam khai sinh va nhap khau", "dang ky thuong tru cho tre moi sinh"],
    "1.000689": ["khai sinh cho con ngoai gia thu", "chua cuoi ma co con", "khai sinh ket hop nhan cha con",
                 "chua dang ky ket hon lam khai sinh cho con", "lam khai sinh co ten cha khi chua ket hon"],
    "1.001266": ["dong cua quan", "nghi kinh doanh luon", "giai the ho kinh doanh", "tra giay phep kinh doanh",
                 "cham dut ho kinh doanh"],
    "1.001570": ["tam ngung kinh doanh", "nghi ban mot thoi gian", "tam dong cua quan", "mo lai quan sau khi nghi",
                 "tam nghi ban hang"],
    "1.001699": ["lam giay khuyet tat", "giay xac nhan khuyet tat", "giam dinh khuyet tat",
                 "xin giay chung nhan khuyet tat", "xac dinh muc do khuyet tat"],
    "1.001731": ["tien mai tang", "mai tang phi", "tien chon cat", "ho tro ma chay",
                 "nguoi huong tro cap mat thi duoc tien mai tang khong"],
    "1.004746": ["mat giay dang ky ket hon", "dang ky lai ket hon", "lam lai hon thu", "giay ket hon bi chay",
                 "lam lai giay ket hon"],
    "1.004772": ["khai sinh cho nguoi lon", "nguoi lon chua co giay khai sinh", "chua tung lam khai sinh",
                 "khai sinh cho nguoi gia", "chua co giay khai sinh ma da co giay to"],
    "1.004837": ["dang ky giam ho", "lam nguoi giam ho", "giam ho cho tre mo coi", "nhan giam ho chau",
                 "giam ho cho nguoi tam than"],
    "1.005461": ["dang ky lai khai tu", "mat giay chung tu", "lam lai giay khai tu", "lam lai giay chung tu",
                 "giay chung tu bi mat so goc"],
    "1.010833": ["xac nhan con liet si", "giay con thuong binh de di hoc", "xac nhan than nhan nguoi co cong",
                 "xac nhan gia dinh chinh sach", "giay xac nhan con benh binh"],
    "1.013978": ["lam so do lan dau", "dat chua co so do", "xin cap so do", "lam bia do", "dang ky dat dai lan dau"],
    "1.014027": ["tro cap nguoi cao tuoi", "tien nguoi gia hang thang", "tro cap 75 tuoi", "huu tri xa hoi",
                 "tien gia"],
    "2.000720": ["doi ten ho kinh doanh", "them nganh nghe kinh doanh", "doi chu ho kinh doanh",
                 "doi quan sang cho khac", "doi dia chi ho kinh doanh"],
    "2.001035": ["cong chung hop dong", "cho dat con cai", "ban xe can giay gi", "cong chung mua ban dat",
                 "the chap dat vay ngan hang"],
    "2.001263": ["nhan con nuoi", "xin con nuoi", "nhan chau lam con nuoi", "thu tuc nhan con nuoi trong nuoc",
                 "muon nhan nuoi tre mo coi"],
    "2.002516": ["xac nhan hai ten la mot nguoi", "xac nhan thong tin ho tich", "xac nhan ten cu ten moi",
                 "xac nhan thong tin khai sinh", "xac nhan ngay sinh trong so ho tich"],
}  # fmt: skip
AMONG_TWO = {
    "2.000815": ["cong chung"],  # could also be a signature
    "2.000635": ["trich luc khai tu"],  # the extract itself is the result of registering a death
    "1.004884": ["mat giay khai sinh"],  # a copy is enough while the register exists
    "1.001193": ["con em moi de"],
}


def test_every_procedure_has_five_queries() -> None:
    assert set(FIRST) == {content.code for content in CONTENTS}
    assert {len(queries) for queries in FIRST.values()} == {5}


@pytest.mark.parametrize("code", FIRST)
def test_typical_words_find_the_procedure_first(code: str) -> None:
    found = {query: INDEX.rank(query)[:3] for query in FIRST[code]}
    assert {query: codes for query, codes in found.items() if codes[:1] != [code]} == {}


@pytest.mark.parametrize("code", AMONG_TWO)
def test_words_with_two_meanings_find_it_among_the_first_two(code: str) -> None:
    found = {query: INDEX.rank(query)[:3] for query in AMONG_TWO[code]}
    assert {query: codes for query, codes in found.items() if code not in codes[:2]} == {}
