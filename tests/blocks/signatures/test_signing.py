import io
from collections.abc import Sequence
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from motcua.blocks.documents.api import typeset
from motcua.blocks.signatures import api
from motcua.blocks.signatures.ports import Credential
from motcua.integrations.trust.sandbox.keyring import Refused
from tests.factories import signed_papers as papers
from tests.factories.pdf_text import appearance_text, document_text
from tests.factories.signed_papers import AT, LATER, Office

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return papers.open_office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def prepared() -> bytes:
    return papers.prepared_paper()


@pytest.fixture(scope="module")
def signed(office: Office, prepared: bytes) -> bytes:
    return office.signed_by_chair(prepared)


@pytest.fixture(scope="module")
def sealed(office: Office, signed: bytes) -> bytes:
    return office.sealed(signed)


def test_chair_then_clerk(office: Office, sealed: bytes) -> None:
    report = api.verify(sealed, office.services.trust(), at=LATER)
    assert (report.verdict, report.problems) == ("valid", ())
    chair, seal = report.signatures
    assert (chair.field, chair.signer, chair.title) == ("person", "Nguyễn Văn Thành", "Chủ tịch")
    assert (chair.organisation, chair.signed_at, chair.timestamped_at) == (papers.COMMITTEE, AT, AT)
    assert (chair.covers_whole_file, chair.later_changes) == (False, "allowed")
    assert (seal.field, seal.signer, seal.timestamped_at) == ("agency", papers.COMMITTEE, LATER)
    assert (seal.covers_whole_file, seal.later_changes) == (True, "none")
    assert (report.number, report.issued_on) == (papers.NUMBER, papers.DATE)


def test_each_step_only_appends(prepared: bytes, signed: bytes, sealed: bytes) -> None:
    assert signed.startswith(prepared)
    assert sealed.startswith(signed)


def test_number_and_date_are_drawn_with_an_embedded_font(sealed: bytes) -> None:
    assert appearance_text(sealed, "number") == papers.NUMBER
    assert appearance_text(sealed, "date") == papers.DATE
    assert "Trần Thị Mai" in document_text(sealed)


def test_the_images_are_in_their_places(sealed: bytes) -> None:
    with pikepdf.open(io.BytesIO(sealed)) as pdf:
        fields = {str(f.T): f for f in pdf.Root.AcroForm.Fields}  # type: ignore[attr-defined]
        drawn = {name: f.AP.N.Resources.get("/XObject", {}) for name, f in fields.items()}
        person, agency = ([float(edge) for edge in fields[name].Rect] for name in ("person", "agency"))
    assert len(drawn["person"]) == len(drawn["agency"]) == 1
    assert agency[0] < person[0] < agency[2] < person[2]


def test_free_places_shrink_step_by_step(prepared: bytes, signed: bytes, sealed: bytes) -> None:
    assert api.free_places(prepared) == {"person", "agency", "number", "date"}
    assert api.free_places(signed) == {"agency", "number", "date"}
    assert api.free_places(sealed) == frozenset()


def test_a_paper_without_a_place_for_the_number(office: Office, prepared: bytes) -> None:
    box = api.Box(1, 300, 300, 400, 350)
    plain = api.prepare(typeset("x", {}, created_at=AT), api.SignatureLayout(box, api.seal_box(box)))
    assert api.free_places(plain) == {"person", "agency"}
    signed = office.signed_by_chair(plain)
    with pytest.raises(api.NotPrepared):
        office.sealed(signed)
    done = api.sign(signed, "agency", office.signing(office.seal, None, LATER))
    assert api.verify(done, office.services.trust(), at=LATER).verdict == "valid"


def test_nothing_is_signed_twice(office: Office, signed: bytes, sealed: bytes) -> None:
    with pytest.raises(api.NotPrepared):
        office.signed_by_chair(signed)
    with pytest.raises(api.NotPrepared):
        office.sealed(sealed)


def test_nothing_is_numbered_twice(signed: bytes) -> None:
    numbered = api.fill(signed, {"number": "1"}, at=AT)
    with pytest.raises(api.NotPrepared):
        api.fill(numbered, {"number": "2"}, at=AT)


def test_number_first_and_seal_after_is_valid_too(office: Office, signed: bytes) -> None:
    numbered = api.fill(signed, {"number": "1/X", "date": papers.DATE}, at=AT)
    signing = office.signing(office.seal, papers.seal_image(), LATER)
    report = api.verify(api.sign(numbered, "agency", signing), office.services.trust(), at=LATER)
    assert (report.verdict, report.number) == ("valid", "1/X")


def test_hostile_text_is_written_as_it_is(signed: bytes) -> None:
    text = '#eval("1") $x$ \\ (a) Tj'
    filled = api.fill(signed, {"number": text}, at=AT)
    assert appearance_text(filled, "number") == text


def test_a_paper_is_prepared_once(prepared: bytes) -> None:
    with pytest.raises(api.NotPrepared):
        api.prepare(prepared, _layout())


def _layout() -> api.SignatureLayout:
    box = api.Box(1, 0, 0, 10, 10)
    return api.SignatureLayout(box, box, box, box)


@pytest.mark.parametrize("junk", [b"", b"%PDF-1.7", b"hello" * 100])
def test_what_is_no_pdf_is_refused(junk: bytes) -> None:
    with pytest.raises(api.NotPrepared):
        api.prepare(junk, _layout())


class Failing:
    """A service that fails in one way."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def list_credentials(self, user: str) -> tuple[Credential, ...]:
        raise self.error

    def authorise(self, credential_id: str, pin: str, count: int, description: str) -> str:
        raise self.error

    def sign_hash(self, credential_id: str, sad: str, hashes: Sequence[bytes]) -> tuple[bytes, ...]:
        raise self.error

    def timestamp(self, digest: bytes) -> bytes:
        raise self.error


@pytest.mark.parametrize(
    "error", [api.SigningUnavailable(), api.SigningOutcomeUnknown(), api.AuthorisationExpired()]
)
def test_what_the_service_raises_reaches_the_caller(
    office: Office, prepared: bytes, error: Exception
) -> None:
    signing = replace(office.signing(office.chair), service=Failing(error))
    with pytest.raises(type(error)):
        api.sign(prepared, "person", signing)


def test_without_a_time_stamp_nothing_is_made(office: Office, prepared: bytes) -> None:
    signing = replace(office.signing(office.chair), timestamper=Failing(api.TimestampUnavailable()))
    with pytest.raises(api.TimestampUnavailable):
        api.sign(prepared, "person", signing)


def test_a_signature_of_another_key_is_not_put_into_the_paper(office: Office, prepared: bytes) -> None:
    signing = office.signing(office.chair)
    mixed = replace(signing, credential=replace(office.seal, id=office.chair.id))
    with pytest.raises(api.SigningUnavailable, match="không khớp"):
        api.sign(prepared, "person", mixed)


def test_an_authorisation_signs_once(office: Office, prepared: bytes) -> None:
    signing = office.signing(office.chair)
    api.sign(prepared, "person", signing)
    with pytest.raises(Refused, match="SAD"):
        api.sign(prepared, "person", signing)


def test_demonstration_images_are_png_with_transparency_and_stay_the_same() -> None:
    for content in (api.handwriting("Nguyễn Văn Thành"), papers.seal_image()):
        image = Image.open(io.BytesIO(content))
        assert (image.format, image.mode) == ("PNG", "RGBA")
        assert image.getpixel((0, 0))[3] == 0  # type: ignore[index]
    assert api.handwriting("A") == api.handwriting("A") != api.handwriting("B")
