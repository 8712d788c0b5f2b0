"""Built-in lists a text field may offer while typing; free text stays possible."""

_ETHNIC_GROUPS = (
    "Kinh|Tày|Thái|Mường|Khmer|Hoa|Nùng|Mông|Dao|Gia Rai|Ngái|Ê Đê|Ba Na|Xơ Đăng|Sán Chay|Cơ Ho|Chăm|"
    "Sán Dìu|Hrê|Mnông|Ra Glai|Xtiêng|Bru Vân Kiều|Thổ|Giáy|Cơ Tu|Gié Triêng|Mạ|Khơ Mú|Co|Tà Ôi|Chơ Ro|"
    "Kháng|Xinh Mun|Hà Nhì|Chu Ru|Lào|La Chí|La Ha|Phù Lá|La Hủ|Lự|Lô Lô|Chứt|Mảng|Pà Thẻn|Cơ Lao|Cống|"
    "Bố Y|Si La|Pu Péo|Brâu|Ơ Đu|Rơ Măm"
)
ETHNIC_GROUPS = tuple(_ETHNIC_GROUPS.split("|"))
LISTS = {"ethnic_groups": ETHNIC_GROUPS}
