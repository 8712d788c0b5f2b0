"""Words of the counter for the codes that other contexts hand it."""

CHANNELS = {
    "national_portal": "Cổng quốc gia",
    "local_portal": "Trực tuyến",
    "counter": "Tại quầy",
    "post": "Bưu chính",
    "support_desk": "Điểm hỗ trợ",
}
MESSAGE_CHANNELS = {"in_app": "Trang của người dân", "email": "Thư điện tử", "push": "Tin báo trên máy"}
DELIVERIES = {
    "pending": ("Chờ gửi", "neutral"),
    "sending": ("Đang gửi", "neutral"),
    "sent": ("Đã gửi", "success"),
    "failed": ("Chưa gửi được", "danger"),
    "unknown": ("Chưa rõ đã tới", "warning"),
    "gone": ("Máy thôi nhận tin", "neutral"),
}
PERMISSIONS = {
    "dossier.view": "Xem hồ sơ của xã",
    "dossier.accept": "Tiếp nhận hồ sơ",
    "dossier.refuse": "Từ chối tiếp nhận",
    "dossier.relay": "Nhận giúp, trả giúp xã khác",
    "dossier.supplement": "Yêu cầu bổ sung",
    "dossier.assign": "Phân công người thụ lý",
    "dossier.process": "Thẩm tra, trình kết quả",
    "dossier.review": "Xem xét dự thảo",
    "dossier.approve": "Phê duyệt và ký số",
    "dossier.issue": "Vào sổ và đóng dấu",
    "dossier.return": "Trả kết quả",
    "dossier.obligation": "Yêu cầu nộp tiền",
    "dossier.withdraw": "Trả lời yêu cầu rút hồ sơ",
    "dossier.stop": "Dừng giải quyết",
    "dossier.extend": "Gia hạn, xin lỗi vì trễ hẹn",
    "dossier.reopen": "Mở lại hồ sơ",
    "dossier.opinion": "Cho ý kiến",
    "books.read": "Xem, in, xuất sổ theo dõi hồ sơ",
    "queue.serve": "Gọi số ở cửa, lấy số và nhận lịch hẹn",
    "queue.manage": "Đặt cửa, giờ hẹn, nhóm gọi trước, máy ở sảnh",
    "delegation.manage": "Giao người làm thay khi vắng mặt",
    "payment.collect": "Thu, trả lại phí, lệ phí",
    "audit.read": "Kiểm tra nhật ký",
    "config.manage": "Cấu hình và trông coi hệ thống",
    "staff.manage": "Quản lý cán bộ và vai trò",
    "quality.read": "Xem số liệu phục vụ của xã",
    "intake.assist": "Nộp hồ sơ giúp người dân",
}
# Rights whose pages do not exist yet, with the commands on the server that serve them.
COMMANDS = {
    "audit.read": {"motcua audit verify": "không dòng nhật ký nào bị sửa, xóa, chèn hay cắt bớt"},
    "config.manage": {
        "motcua doctor": "từng thành phần có chạy được không",
        "motcua backup TỆP": "sao lưu dữ liệu, tệp và khóa",
        "motcua effects list": "việc chạy sau nào chưa xong",
        "motcua keys list": "khóa mã hóa nào đang dùng",
    },
    "staff.manage": {},
}
# The key of each action; Enter on the page that opens carries it out.
KEYS = {
    "accept": "t",
    "request_supplement": "b",
    "propose_supplement": "B",
    "decline_supplement": "l",
    "refuse": "c",
    "assign": "p",
    "propose": "r",
    "approve": "d",
    "send_back": "l",
    "issue": "s",
    "return_result": "q",
}
