"""Prepare, fill and sign: each step appends to the file and never changes a byte before it."""

# mypy: untyped-calls-exclude="pyhanko,pyhanko_certvalidator"

import hashlib
import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, cast

from asn1crypto import cms, x509
from asn1crypto.algos import SignedDigestAlgorithm
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import load_der_x509_certificate
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.form_tools import annot_width_height, find_existing_empty_field
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import (
    AxisAlignment,
    BoxConstraints,
    InnerScaling,
    Margins,
    SimpleBoxLayoutRule,
)
from pyhanko.pdf_utils.misc import FormFillingError, PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.attributes import CMSAttributeProvider
from pyhanko.sign.fields import (
    FieldMDPAction,
    FieldMDPSpec,
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
    enumerate_sig_fields,
)
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.blocks.documents.api import typeset
from motcua.blocks.signatures.errors import NotPrepared, SigningUnavailable
from motcua.blocks.signatures.ports import Credential, Timestamper
from motcua.blocks.signatures.rules.appearance import Box, SignatureLayout
from motcua.blocks.signatures.values import Signing

_name = generic.pdf_name
_PRINTED, _READ_ONLY = 4, 1  # annotation flag, field flag
_RESERVED = (
    32_768  # hex digits for the CMS: two chains of three certificates and a time stamp take about 17,000
)
_WRITTEN = """#let d = json("/data.json")
#set page(width: d.width * 1pt, height: d.height * 1pt, margin: 0pt, fill: none)
#set text(font: "Tinos", size: 13pt, lang: "vi", style: d.style, fallback: false, ligatures: false)
#place(bottom + left, dy: -3.5pt, text(bottom-edge: "baseline", d.text))
"""


def prepare(pdf: bytes, layout: SignatureLayout) -> bytes:
    """Return `pdf` with the free places "person" and "agency" for signatures and, where the layout has them,
    "number" and "date" for the clerk. Raises NotPrepared when the file has signature fields already."""
    writer = _writer(pdf)
    if any(True for _ in enumerate_sig_fields(writer.prev)):
        raise NotPrepared("Văn bản này đã có chỗ ký.")
    append_signature_field(
        writer, _signature_field("person", layout.person, "Chữ ký của người có thẩm quyền")
    )
    append_signature_field(
        writer,
        _signature_field(
            "agency", layout.agency, "Chữ ký số của cơ quan", lock=FieldMDPSpec(FieldMDPAction.ALL)
        ),
    )
    if layout.number:
        _append_text_field(writer, "number", layout.number, "Số, ký hiệu")
    if layout.date:
        _append_text_field(writer, "date", layout.date, "Ngày, tháng, năm ban hành")
    return _bytes_of(writer)


def free_places(pdf: bytes) -> frozenset[str]:
    """Return which of "person", "agency", "number" and "date" are there and still empty."""
    return _free(_writer(pdf))


def _free(writer: IncrementalPdfFileWriter) -> frozenset[str]:
    if "/AcroForm" not in writer.root:
        return frozenset()
    fields = [reference.get_object() for reference in writer.root["/AcroForm"]["/Fields"]]
    return frozenset(str(field["/T"]) for field in fields if "/V" not in field)


def fill(pdf: bytes, values: Mapping[str, str], *, at: datetime) -> bytes:
    """Return `pdf` with the free text places `values` ("number", "date") written once and for good.

    Raises NotPrepared when a place is missing or already written.
    """
    writer = _writer(pdf)
    _fill(writer, values, at)
    return _bytes_of(writer)


def sign(pdf: bytes, field: str, signing: Signing, *, values: Mapping[str, str] | None = None) -> bytes:
    """Return `pdf` signed in the free place `field` (PAdES B-T), `values` written in the same increment.

    "person" certifies the paper: from then on only filling in and signing are allowed. "agency" closes it.
    Raises NotPrepared and what the service and the time-stamp authority raise; then nothing was made.
    """
    writer = _writer(pdf)
    if field not in ("person", "agency") or field not in _free(writer):
        raise NotPrepared
    if values:
        _fill(writer, values, signing.at)
    signer = _DatedSigner(
        PdfSignatureMetadata(
            field_name=field,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=signing.reason or None,
            location=signing.location or None,
            certify=field == "person",
            docmdp_permissions=MDPPerm.FILL_FORMS if field == "person" else MDPPerm.NO_CHANGES,
        ),
        signer=_RemoteSigner(signing),
        timestamper=_PortTimestamper(signing.timestamper),
        stamp_style=_image_style(writer, field, signing.image),
    )
    signer.at = signing.at
    out = signer.sign_pdf(writer, existing_fields_only=True, bytes_reserved=_RESERVED)
    return bytes(out.getvalue())


class _RemoteSigner(Signer):
    """Signs the hash of the signed attributes at the service, never the file."""

    def __init__(self, signing: Signing) -> None:
        chain = [x509.Certificate.load(der) for der in signing.credential.chain]
        store = SimpleCertificateStore()
        store.register_multiple(chain[1:])
        super().__init__(
            signing_cert=chain[0],
            cert_registry=store,
            signature_mechanism=SignedDigestAlgorithm({"algorithm": "sha256_rsa"}),
        )
        self._signing = signing

    def _signed_attr_providers(self, *args: Any, **kwargs: Any) -> Iterator[CMSAttributeProvider]:
        return map(_Encoded, super()._signed_attr_providers(*args, **kwargs))

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        hashed = hashlib.new(digest_algorithm, data).digest()
        signing = self._signing
        signature = signing.service.sign_hash(signing.credential.id, signing.sad, [hashed])[0]
        _check_answer(signing.credential, data, signature)
        return signature


class _Encoded(CMSAttributeProvider):
    """An attribute encoded once: what was only put together is encoded anew at each look, and twice at each level."""

    def __init__(self, made: CMSAttributeProvider) -> None:
        self._made = made

    async def get_attribute(self, dry_run: bool = False) -> cms.CMSAttribute | None:
        attribute = await self._made.get_attribute(dry_run=dry_run)
        return attribute and cms.CMSAttribute.load(attribute.dump())


class _PortTimestamper(TimeStamper):
    def __init__(self, timestamper: Timestamper) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._timestamper = timestamper

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        return cms.ContentInfo.load(self._timestamper.timestamp(message_digest))


class _DatedSigner(PdfSigner):
    """Writes the time it was told, not the time of this machine."""

    at: datetime

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.at
        return session


def _check_answer(credential: Credential, data: bytes, signature: bytes) -> None:
    """A signature that its own certificate does not confirm would spoil the paper for good."""
    key = load_der_x509_certificate(credential.chain[0]).public_key()
    if not isinstance(key, RSAPublicKey):
        raise SigningUnavailable("Loại khóa của chữ ký số này chưa được hỗ trợ.")
    try:
        key.verify(signature, data, PKCS1v15(), SHA256())
    except InvalidSignature as error:
        raise SigningUnavailable("Dịch vụ ký số trả về chữ ký không khớp. Hãy thử ký lại.") from error


def _writer(pdf: bytes) -> IncrementalPdfFileWriter:
    try:
        return IncrementalPdfFileWriter(io.BytesIO(pdf))
    except (PdfError, ValueError) as error:
        raise NotPrepared("Tệp này không phải là văn bản PDF.") from error


def _bytes_of(writer: IncrementalPdfFileWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _signature_field(name: str, box: Box, spoken: str, lock: FieldMDPSpec | None = None) -> SigFieldSpec:
    return SigFieldSpec(
        name,
        on_page=box.page - 1,
        box=(round(box.left), round(box.bottom), round(box.right), round(box.top)),
        readable_field_name=spoken,
        field_mdp_spec=lock,
        doc_mdp_update_value=MDPPerm.NO_CHANGES if lock else None,
    )


def _append_text_field(writer: IncrementalPdfFileWriter, name: str, box: Box, spoken: str) -> None:
    page_ref = writer.find_page_for_modification(box.page - 1)[0]
    corners = (box.left, box.bottom, box.right, box.top)
    field = generic.DictionaryObject(
        {
            _name("/FT"): _name("/Tx"),
            _name("/T"): generic.pdf_string(name),
            _name("/TU"): generic.pdf_string(spoken),
            _name("/Ff"): generic.NumberObject(_READ_ONLY),  # written by `fill`, not by a viewer
            _name("/DA"): generic.pdf_string("/Helv 12 Tf 0 g"),
            _name("/Type"): _name("/Annot"),
            _name("/Subtype"): _name("/Widget"),
            _name("/F"): generic.NumberObject(_PRINTED),
            _name("/Rect"): generic.ArrayObject(generic.FloatObject(round(c, 2)) for c in corners),
            _name("/P"): page_ref,
        }
    )
    field_ref = writer.add_object(field)
    form = writer.root["/AcroForm"]
    form["/Fields"].append(field_ref)
    writer.update_container(form["/Fields"])
    writer.register_annotation(page_ref, field_ref)


def _fill(writer: IncrementalPdfFileWriter, values: Mapping[str, str], at: datetime) -> None:
    for name, text in values.items():
        try:
            reference = find_existing_empty_field(writer, name, field_type="/Tx")
        except FormFillingError as error:
            raise NotPrepared("Văn bản chưa có chỗ ghi số và ngày, hoặc đã được ghi.") from error
        field = cast(generic.DictionaryObject, reference.get_object())
        field[_name("/V")] = generic.TextStringObject(text)
        field[_name("/AP")] = generic.DictionaryObject({_name("/N"): _written(writer, field, name, text, at)})
        writer.mark_update(reference)


def _written(
    writer: IncrementalPdfFileWriter, field: generic.DictionaryObject, name: str, text: str, at: datetime
) -> generic.IndirectObject:
    """The text as a page of its own, set in the paper's font: a viewer needs no font and no guess."""
    left, bottom, right, top = (float(edge) for edge in field["/Rect"])
    data = {
        "width": right - left,
        "height": top - bottom,
        "text": text,
        "style": "italic" if name == "date" else "normal",
    }
    page = typeset(_WRITTEN, data, created_at=at)
    imported = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(page)))
    return cast(generic.IndirectObject, imported)


def _image_style(writer: IncrementalPdfFileWriter, field: str, image: bytes | None) -> StaticStampStyle:
    """The image as large as the place allows, in its own proportions, in the middle."""
    centred = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MID,
        y_align=AxisAlignment.ALIGN_MID,
        margins=Margins.uniform(0),
        inner_content_scaling=InnerScaling.NO_SCALING,
    )
    background = None
    if image:
        picture = Image.open(io.BytesIO(image))
        reference = find_existing_empty_field(writer, field, field_type="/Sig")
        width, height = annot_width_height(cast(generic.DictionaryObject, reference.get_object()))
        scale = min(float(width) / picture.width, float(height) / picture.height) * 0.9999
        background = PdfImage(picture, box=BoxConstraints(picture.width * scale, picture.height * scale))
    return StaticStampStyle(
        border_width=0, background=background, background_opacity=1.0, background_layout=centred
    )
