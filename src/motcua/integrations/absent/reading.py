"""Reading text off pictures: not connected."""

from motcua.blocks.documents.ports import RecognisedText
from motcua.kernel.errors import NotAvailable


class AbsentTextRecogniser:
    """Fulfils `TextRecogniser`."""

    def recognise(self, image: bytes, media_type: str) -> RecognisedText:
        """Refuse."""
        raise NotAvailable("Chưa tự đọc được chữ trong ảnh. Xin nhìn giấy tờ và gõ vào ô.")
