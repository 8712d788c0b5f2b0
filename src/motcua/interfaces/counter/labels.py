"""Words of the counter for the codes that other contexts hand it."""

CHANNELS = {
    "national_portal": "Cổng quốc gia",
    "local_portal": "Trực tuyến",
    "counter": "Tại quầy",
    "post": "Bưu chính",
    "support_desk": "Điểm hỗ trợ",
}
ROLES = {
    "receptionist": "Cán bộ tiếp nhận",
    "handler": "Công chức thụ lý",
    "unit_head": "Trưởng phòng chuyên môn",
    "chair": "Chủ tịch Ủy ban nhân dân",
    "vice_chair": "Phó Chủ tịch Ủy ban nhân dân",
    "clerk": "Văn thư",
    "return_desk": "Cán bộ trả kết quả",
}
MESSAGE_CHANNELS = {"in_app": "Trang của người dân", "email": "Thư điện tử"}
DELIVERIES = {
    "pending": ("Chờ gửi", "neutral"),
    "sending": ("Đang gửi", "neutral"),
    "sent": ("Đã gửi", "success"),
    "failed": ("Chưa gửi được", "danger"),
    "unknown": ("Chưa rõ đã tới", "warning"),
}
PERMISSIONS = {
    "dossier.view": "Xem hồ sơ của xã",
    "dossier.accept": "Tiếp nhận hồ sơ",
    "dossier.refuse": "Từ chối tiếp nhận",
    "dossier.supplement": "Yêu cầu bổ sung",
    "dossier.assign": "Phân công người thụ lý",
    "dossier.process": "Thẩm tra, trình kết quả",
    "dossier.review": "Xem xét dự thảo",
    "dossier.approve": "Phê duyệt và ký số",
    "dossier.issue": "Vào sổ và đóng dấu",
    "dossier.return": "Trả kết quả",
    "payment.collect": "Thu phí, lệ phí",
}
# The key of each action; Enter on the page that opens carries it out.
KEYS = {
    "accept": "t",
    "request_supplement": "b",
    "refuse": "c",
    "assign": "p",
    "propose": "r",
    "approve": "d",
    "send_back": "l",
    "issue": "s",
    "return_result": "q",
}
