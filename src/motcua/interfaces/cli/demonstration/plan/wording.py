"""What officers and citizens write: reasons as they stand in real letters, for people who read them."""

REFUSED = (
    "Giấy tờ gửi kèm không thuộc hồ sơ này. Ông/bà xem lại thành phần hồ sơ rồi nộp lại.",
    "Ảnh chụp giấy tờ quá mờ, không đọc được số và ngày cấp.",
    "Việc này thuộc thẩm quyền của xã nơi ông/bà thường trú.",
    "Hồ sơ trùng với hồ sơ ông/bà đã nộp hôm trước, đang được giải quyết.",
)
ASKED = (
    ("Chụp lại đủ bốn góc, thấy rõ dấu và chữ ký.", "Ảnh chụp mờ nên chưa đối chiếu được với bản chính."),
    ("Gửi thêm mặt sau của giấy tờ này.", "Giấy tờ gửi kèm còn thiếu trang."),
    ("Gửi bản có xác nhận mới nhất.", "Giấy tờ đã quá thời hạn sử dụng."),
    ("Gửi lại giấy tờ đúng tên người trong tờ khai.", "Tên trên giấy tờ khác với tên trong tờ khai."),
)
SENT_BACK = (
    "Sửa lại ngày tháng cho khớp với giấy tờ gốc.",
    "Ghi đủ họ, chữ đệm, tên như trong giấy khai sinh.",
    "Bổ sung căn cứ pháp lý ở phần đầu.",
)
STOPPED = (
    "Kiểm tra thực tế thì chưa đủ điều kiện theo quy định.",
    "Hồ sơ có nội dung đang được cơ quan khác xem xét, chưa giải quyết tiếp được.",
)
MISSED = ("Đã quá thời hạn mà chưa nhận được giấy tờ bổ sung. Khi có đủ, ông/bà nộp lại hồ sơ mới.",)
WITHDRAWN = (
    "Tôi đã làm thủ tục này ở nơi khác.",
    "Gia đình thay đổi ý định.",
    "Tôi khai nhầm, xin rút để làm lại.",
    "",
)
EXTENDED = (
    "Cần xác minh thêm với cơ quan đã cấp giấy tờ trước đây.",
    "Chờ kết quả đo đạc thực địa.",
    "Số hồ sơ dồn vào cùng một thời điểm, cần thêm thời gian thẩm định.",
)
PART_ASKED = (
    "Cơ quan giải quyết đề nghị gửi lại giấy tờ rõ hơn để đối chiếu.",
    "Cơ quan giải quyết cần thêm giấy tờ có xác nhận của người liên quan.",
)
PART_REFUSED = (
    "Thông tin trong hồ sơ chưa khớp với dữ liệu của cơ quan giải quyết; ông/bà điều chỉnh thông tin rồi nộp lại.",
    "Việc này đã được giải quyết ở nơi khác, cơ quan không giải quyết lần nữa.",
)
OBLIGATION = "Nghĩa vụ tài chính theo thông báo của cơ quan thuế"
OBLIGED = "Thông báo của cơ quan thuế về nghĩa vụ tài chính của thửa đất."
