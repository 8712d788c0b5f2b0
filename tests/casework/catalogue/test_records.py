"""A record of the portal becomes a procedure: cleaned, with what the portal means and not what it prints."""

import json
import unicodedata
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from motcua.casework.catalogue.rules.records import defaults
from motcua.casework.catalogue.rules.records.checked import checked, fingerprint
from motcua.casework.catalogue.rules.records.cleaning import paragraphs, plain, shortened
from motcua.casework.catalogue.rules.records.differences import differences
from motcua.casework.catalogue.rules.records.files import FileRefused, read_file
from motcua.casework.catalogue.rules.records.making import make
from motcua.casework.catalogue.rules.records.portal import from_portal
from motcua.casework.catalogue.rules.records.record import RecordRefused, read_record
from tests.casework.catalogue.small_records import portal_record, record, two_cases, write

DAY = date(2026, 12, 1)


def made(**changes):
    result = make(read_record(record(**changes)), DAY)
    return result, checked(result)


def method(channel="direct", value=5, unit="working_day", *fees):
    return {"channel": channel, "time_value": value, "time_unit": unit, "fees": list(fees), "note": ""}


def fee(amount, note="", currency="VND"):
    return {"amount": amount, "currency": currency, "note": note}


def test_a_record_is_a_procedure_at_once():
    data, content = made()
    assert (content.code, content.valid_from, content.level) == ("9.000001", DAY, "partial_online")
    assert content.short_name == "Xác nhận nguồn gốc cây trồng"
    assert [one.name for one in content.components] == [
        "Đơn đề nghị xác nhận",
        "Giấy khai sinh của chủ vườn (nếu có)",
    ]
    assert [one.required for one in content.components] == [True, False]
    assert content.notes == ("Lưu ý: nộp một bộ",)
    assert content.legal_basis[0].title == "Luật Trồng trọt"
    assert content.filed_here
    assert [page["id"] for page in data.form["pages"]] == ["requester", "matter", "contact"]


def test_marks_of_the_portals_own_layout_go():
    item = {"name": "có chứng thực của xã", "original": 1, "copy": 0, "form": None}
    _, content = made(
        name="Thủ tục cấp nước.", dossier=[{"case": None, "items": [item]}],
        steps=["- Nộp đơn.", "+ Nhận kết quả\n- tại xã.\n- tại nhà."],
    )  # fmt: skip
    assert (content.name, content.short_name) == ("Thủ tục cấp nước", "Cấp nước")
    assert content.components[0].name == "Có chứng thực của xã"
    assert content.steps == ("Nộp đơn.", "+ Nhận kết quả\n- tại xã.\n- tại nhà.")


def test_cases_are_chosen_and_each_has_its_papers():
    data, content = made(dossier=two_cases())
    choice = data.form["pages"][1]["fields"][0]
    assert [option["label"] for option in choice["options"]] == ["Trồng lần đầu", "Trồng lại"]
    shown = {one.name: one.show_if for one in content.components}
    first, again = (option["value"] for option in choice["options"])
    assert shown["Ảnh khu đất"] == {"in": [{"field": "case"}, [first]]}
    assert shown["Giấy cũ"] == {"in": [{"field": "case"}, [again]]}
    assert set(shown["Tờ khai chung"]["in"][1]) == {first, again}


def test_headings_of_papers_are_no_cases():
    dossier = [
        {"case": "Giấy tờ phải nộp:", "items": [{"name": "Đơn", "original": 1, "copy": 0, "form": None}]},
        {
            "case": "Giấy tờ phải xuất trình:",
            "items": [{"name": "Thẻ", "original": 1, "copy": 0, "form": None}],
        },
    ]
    data, content = made(dossier=dossier)
    assert data.form["pages"][1]["fields"][0]["id"] != "case"
    assert [one.present_only for one in content.components] == [False, True]


def test_one_of_another_unit_is_a_day_with_a_cutoff():
    _, content = made(methods=[method("online", 1, "unspecified")])
    assert (content.terms["online"].unit, content.terms["online"].cutoff) == ("same_day", "15:00")


@pytest.mark.parametrize(
    ("value", "unit", "wanted"),
    [(3, "unspecified", (3, "working_day")), (48, "hour", (2, "day")), (2, "hour", (2, "hour")),
     (1.5, "working_day", (12, "hour")), (0, "day", (1, "same_day")), (2, "month", (2, "month"))],
)  # fmt: skip
def test_terms_are_understood(value, unit, wanted):
    _, content = made(methods=[method("online", value, unit)])
    assert (content.terms["online"].value, content.terms["online"].unit) == wanted


def test_a_counter_record_can_be_begun_online_and_says_so():
    _, content = made(methods=[method("direct", 7)])
    assert content.terms["online"].value == 7
    assert any("mang bản chính" in note for note in content.notes)


def test_without_a_term_it_is_told():
    _, content = made(methods=[method("direct", None, None)])
    assert (content.terms["counter"].value, content.terms["counter"].unit) == (15, "day")
    assert any("không ghi thời hạn" in note for note in content.notes)


def test_the_terms_a_record_leaves_open_follow_the_day_and_have_a_basis(monkeypatch):
    kinds = yaml.safe_load(Path(defaults.__file__).parents[2].joinpath("defaults/terms.yaml").read_text())
    assert all(
        row["basis"] and date.fromisoformat(row["valid_from"]) for rows in kinds.values() for row in rows
    )
    rows = [{"valid_from": str(DAY - timedelta(days=9)), "value": 9, "unit": "day", "basis": "Luật A"},
            {"valid_from": str(DAY), "value": 7, "unit": "day", "basis": "Luật B"}]  # fmt: skip
    monkeypatch.setattr(defaults, "_data", lambda name: json.dumps({"unnamed": rows}))
    days = (DAY - timedelta(days=30), DAY - timedelta(days=1), DAY, DAY + timedelta(days=1))
    assert [defaults.term_data.__wrapped__("unnamed", day)["value"] for day in days] == [9, 9, 7, 7]


@pytest.mark.parametrize(
    ("entry", "amount", "set_by"),
    [
        (fee(0), None, "province"),
        (fee(0, "Miễn phí"), None, "province"),
        (fee(0, "Miễn phí Mức lệ phí do Hội đồng nhân dân tỉnh quyết định"), None, "province"),
        (fee(0, "Miễn phí Không quy định"), 0, ""),
        (fee(0, "Miễn phí Không thu"), 0, ""),
        (fee(0, "Miễn phí Không thu đối với tổ hợp tác"), None, "case"),
        (fee(70000, "70.000 đồng/giấy"), 70000, ""),
        (fee(700, "700.000 đồng"), None, "case"),
        (fee(5000, "cá nhân 5.000 đồng; tổ chức 9.000 đồng"), None, "case"),
        (fee(2000, "2.000 đồng/trang"), None, "case"),
        (fee(30, "", "USD"), None, "case"),
    ],
)
def test_free_is_never_said_where_the_portal_only_prints_it(entry, amount, set_by):
    _, content = made(methods=[method("online", 3, "day", entry)])
    assert (content.fees[0].amount, content.fees[0].set_by) == (amount, set_by)


def test_several_amounts_depend_on_the_case():
    _, content = made(methods=[method("online", 3, "day", fee(7000, "cá nhân"), fee(10000, "tổ chức"))])
    assert content.fees[0].set_by == "case"
    assert "7.000 đồng: cá nhân" in content.fees[0].note


def test_an_amount_that_differs_by_channel_is_a_fee_each():
    _, content = made(methods=[method("online", 3, "day", fee(5000)), method("direct", 3, "day", fee(9000))])
    assert {one.channels: one.amount for one in content.fees} == {("online",): 5000, ("counter",): 9000}


def test_a_number_glued_to_a_year_is_one():
    items = [{"name": "Đơn theo Nghị định 12/2026", "original": 20261, "copy": 0, "form": None}]
    _, content = made(dossier=[{"case": None, "items": items}])
    assert content.components[0].original == 1


def test_a_torn_name_is_joined():
    items = [{"name": "P", "original": 1, "copy": 0, "form": "hiếu khai báo (mẫu NA17)NA17.doc"}]
    _, content = made(dossier=[{"case": None, "items": items}])
    assert content.components[0].name.startswith("Phiếu khai báo (mẫu NA17)")


@pytest.mark.parametrize(
    ("form", "name"),
    [
        (
            "hiếu đề nghị (quy định tại Phụ lục III);Mau don de nghi cap, gia han.doc",
            "Phiếu đề nghị (quy định tại Phụ lục III)",
        ),
        ("hiếu đề nghị theo quy địnhMauon (2).doc", "Phiếu đề nghị theo quy định"),
        ("hiếu đề nghị.docx", "Phiếu đề nghị.docx"),
    ],
)
def test_the_file_is_taken_off_a_torn_name(form, name):
    _, content = made(
        dossier=[{"case": None, "items": [{"name": "P", "original": 1, "copy": 0, "form": form}]}]
    )
    assert content.components[0].name == name


def test_a_long_paper_has_a_short_name_and_loses_no_word():
    text = "Giấy chứng minh đất trồng; " + "ghi rõ từng thửa và từng loại cây, " * 30
    _, content = made(
        dossier=[{"case": None, "items": [{"name": text, "original": 1, "copy": 0, "form": None}]}]
    )
    paper = content.components[0]
    assert len(paper.name) <= 180
    assert (paper.name + paper.help).count("từng thửa") == 30


def test_elsewhere_is_not_filed_here():
    assert not made(desk="customs")[1].filed_here
    assert not made(levels=["province"])[1].filed_here
    assert made(desk="police")[1].filed_here


def test_without_a_code_it_has_one_of_ours_always_the_same():
    first, second = (read_record(record(code=None)) for _ in range(2))
    assert first.provisional and first.code == second.code and first.code.startswith("0.")
    assert any("mã tạm" in note for note in make(first, DAY).content["notes"])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "1.99"}, "không đúng dạng"),
        ({"code": 5}, "phải là chữ"),
        ({"name": " "}, "thiếu tên"),
        ({"name": "a" * 1300}, "quá 1200"),
        ({"methods": "x"}, "phải là danh sách"),
        ({"methods": [{"channel": "pigeon"}]}, "pigeon"),
        ({"methods": [method("direct", -1)]}, "số không âm"),
        ({"methods": [method("direct", float("nan"))]}, "số không âm"),
        ({"methods": [method("direct", True)]}, "số không âm"),
        ({"methods": [], "dossier": [], "steps": []}, "không có gì để công bố"),
        ({"replaced_by": ["abc"]}, "mã thay thế"),
    ],
)
def test_what_cannot_be_taken_says_why(changes, words):
    with pytest.raises(RecordRefused, match=words):
        read_record(record(**changes))


@pytest.mark.parametrize("data", [None, 3, "x", [], {"name": "Không mã"}])
def test_what_is_no_record_is_refused(data):
    with pytest.raises(RecordRefused):
        read_record(data)


def test_the_portals_own_shape_and_its_html():
    content = checked(make(read_record(from_portal(portal_record())), DAY))
    assert content.conditions == ("Nuôi trong xã & có chuồng",)
    assert content.steps == ("Bước 1\nNộp đơn\nChờ",)
    assert set(content.terms) == {"online", "counter"} and content.terms["counter"].value == 2
    assert content.fees[0].amount == 0 and content.filed_here


def test_decomposed_text_gives_the_same_procedure():
    name = record()["name"]
    decomposed = unicodedata.normalize("NFD", name)
    assert decomposed != name
    assert fingerprint(make(read_record(record(name=decomposed)), DAY)) == fingerprint(
        make(read_record(record(name=name)), DAY)
    )


def test_the_fingerprint_does_not_know_the_day():
    one = read_record(record())
    assert fingerprint(make(one, DAY)) == fingerprint(make(one, date(2027, 1, 1)))
    assert fingerprint(make(one, DAY)) != fingerprint(make(read_record(record(conditions="Khác")), DAY))


def test_differences_are_told_in_words():
    old, _ = made()
    new, _ = made(
        methods=[
            method("online", 2, "working_day", fee(30000)),
            method("direct", 5, "working_day", fee(30000)),
        ]
    )
    assert differences(old.content, new.content) == [
        "Thời hạn trực tuyến: 3 ngày làm việc → 2 ngày làm việc",
        "Phí, lệ phí: 20.000 đồng → 30.000 đồng",
    ]
    assert differences(old.content, old.content) == []


def test_plain_text():
    assert plain("a < b và 3 > 2") == "a < b và 3 > 2"
    assert plain("<p>Một</p><style>x{}</style><br>Hai&nbsp;ba") == "Một\nHai ba"
    assert plain("&lt;b&gt;đậm&lt;/b&gt;") == "đậm"
    assert plain("k\u200e\u00ad\uf0fcý") == "k•ý"
    assert shortened("một hai ba bốn", 10) == "một hai…"
    long = " ".join(["chữ"] * 5000)
    assert "".join(paragraphs(long)).replace(" ", "") == long.replace(" ", "")
    assert max(map(len, paragraphs(long))) <= 3900


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "rỗng"),
        (b"not json at all", "không phải JSON"),
        (b'[{"code": "1.000001", "name": "X', "bị cụt"),
        (b'[{"code": "1.000001"},', "bị cụt"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b'{"a": 1}', "không phải danh sách"),
        (b"[]", "không có thủ tục nào"),
        (b"3", "không phải danh sách"),
        (b"[" * 100_000, "không đọc được|bị cụt"),
    ],
)
def test_bad_files_are_refused_in_words(tmp_path, raw, words):
    (tmp_path / "a.json").write_bytes(raw)
    with pytest.raises(FileRefused, match=words):
        read_file(tmp_path / "a.json")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "big.json").open("wb") as file:
        file.truncate(300_000_000)
    with pytest.raises(FileRefused, match="300 MB"):
        read_file(tmp_path / "big.json")
    with pytest.raises(FileRefused, match="không có tệp"):
        read_file(tmp_path / "none.json")


def test_an_envelope_of_the_portal_is_opened(tmp_path):
    path = tmp_path / "one.json"
    write(path, portal_record())
    text = path.read_text(encoding="utf-8")
    path.write_text('{"code": "OK", "data": {"items": ' + text + "}}", encoding="utf-8")
    assert len(read_file(path).entries) == 1
    path.write_text('{"code": "OK", "data": ' + text[1:-1] + "}", encoding="utf-8")
    assert read_record(read_file(path).entries[0].data).name == "Xác nhận giống vật nuôi"
