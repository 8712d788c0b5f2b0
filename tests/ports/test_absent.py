"""What is not connected says so, in words that tell a person what to do."""

import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest

from motcua.blocks.delivery.ports import ParcelOrder, PostalAddress, PostalCarrier
from motcua.blocks.documents.ports import PersonalDocumentStore, StoredDocument, TextRecogniser
from motcua.blocks.messaging.ports import ChannelUnavailable, MessageChannel, OutgoingMessage
from motcua.blocks.payments.ports import PaymentGateway, PaymentOrder
from motcua.blocks.registries.ports import (
    CivilStatusEntry,
    CivilStatusRegister,
    LookupReason,
    PersonQuery,
    PopulationRegister,
)
from motcua.casework.synchronisation.ports import DossierReport, NationalPortal, PortalFile, ProgressReport
from motcua.integrations.absent.channels import AbsentSmsChannel, AbsentZaloChannel
from motcua.integrations.absent.money_and_post import AbsentPaymentGateway, AbsentPostalCarrier
from motcua.integrations.absent.national_systems import (
    AbsentCivilStatusRegister,
    AbsentNationalPortal,
    AbsentPersonalDocumentStore,
    AbsentPopulationRegister,
)
from motcua.integrations.absent.reading import AbsentTextRecogniser
from motcua.kernel.errors import NotAvailable

AT = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
ID = UUID(int=1)

gateway: PaymentGateway = AbsentPaymentGateway()
carrier: PostalCarrier = AbsentPostalCarrier()
people: PopulationRegister = AbsentPopulationRegister()
civil_status: CivilStatusRegister = AbsentCivilStatusRegister()
store: PersonalDocumentStore = AbsentPersonalDocumentStore()
portal: NationalPortal = AbsentNationalPortal()
recogniser: TextRecogniser = AbsentTextRecogniser()
zalo: MessageChannel = AbsentZaloChannel()
sms: MessageChannel = AbsentSmsChannel()

order = PaymentOrder("r-1", 8000, "Lệ phí", "http://127.0.0.1/", AT)
address = PostalAddress("Nguyễn Văn An", "0905123401", "Số 12", "xã Ba Tơ", "tỉnh Quảng Ngãi")
parcel = ParcelOrder("r-1", address, address, "Giấy khai sinh")
query, reason = PersonQuery("051090004521", "Nguyễn Văn An", "1990-04-12"), LookupReason(ID, ID, "đối chiếu")
document = StoredDocument("x", "KQ.G15.000031", "Giấy khai sinh", "01/2026", "UBND xã Ba Tơ")
message = OutgoingMessage("0905123401", "Tiêu đề", "Nội dung", "thu-1")

CALLS: list[Callable[[], object]] = [
    lambda: gateway.start(order),
    lambda: gateway.report("r-1"),
    lambda: carrier.book(parcel),
    lambda: carrier.cancel("r-1"),
    lambda: carrier.track("r-1"),
    lambda: people.look_up(query, reason),
    lambda: civil_status.register(CivilStatusEntry("H48-1", "birth", {})),
    lambda: store.list_documents("051090004521", ("KQ.G15.000031",)),
    lambda: store.fetch("051090004521", "x"),
    lambda: store.deposit("051090004521", document, b"%PDF"),
    lambda: portal.report_dossier(DossierReport("H48", "H48-1", "1.001193", 2, AT, None, {})),
    lambda: portal.report_progress(
        ProgressReport("H48", "H48-1", 2, "Cán bộ", "Công chức", "Một cửa", AT, "")
    ),
    lambda: portal.new_dossiers("H48", AT),
    lambda: portal.read({}),
    lambda: portal.fetch(PortalFile("/tep/1", "a.pdf")),
    lambda: recogniser.recognise(b"", "image/png"),
    lambda: zalo.send(message),
    lambda: sms.send(message),
]


@pytest.mark.parametrize("call", CALLS)
def test_what_is_absent_refuses_and_says_what_to_do_instead(call: Callable[[], object]) -> None:
    with pytest.raises(NotAvailable) as refused:
        call()
    text = refused.value.message
    assert text == unicodedata.normalize("NFC", text)
    assert text.startswith("Chưa ")
    assert text.endswith(".")
    assert text.count(". ") + text.count("; ") >= 1, "one part says what is missing, another what to do"
    assert "051090004521" not in text


@pytest.mark.parametrize("channel", [zalo, sms])
def test_an_absent_channel_is_never_tried_again(channel: MessageChannel) -> None:
    with pytest.raises(ChannelUnavailable) as refused:
        channel.send(message)
    assert refused.value.permanent
    assert not refused.value.outcome_unknown
