"""Which adapter answers which port. The only module that names integrations."""

from functools import partial
from pathlib import Path

from django.conf import settings

from motcua.blocks.delivery.ports import PostalCarrier
from motcua.blocks.documents.ports import PersonalDocumentStore, TextRecogniser
from motcua.blocks.identity.ports import IdentityProvider
from motcua.blocks.messaging.api import PushService, provide_channel
from motcua.blocks.payments.ports import PaymentGateway
from motcua.blocks.registries.ports import CivilStatusRegister, PopulationRegister
from motcua.blocks.signatures.api import TrustList
from motcua.blocks.signatures.ports import SigningService, Timestamper
from motcua.casework.synchronisation.ports import NationalPortal
from motcua.integrations import absent
from motcua.integrations.email.channel import EmailChannel
from motcua.integrations.email.settings import EmailSettings
from motcua.integrations.national_portal.adapter import ExchangePortal
from motcua.integrations.national_portal.settings import PortalSettings
from motcua.integrations.trust.csc import CscSigningService
from motcua.integrations.trust.timestamps import HttpTimestamper
from motcua.integrations.vneid.adapter import VneidProvider
from motcua.integrations.vneid.settings import VneidSettings
from motcua.integrations.webpush.channel import WebPushChannel
from motcua.integrations.webpush.keys import VapidKey
from motcua.integrations.webpush.settings import PushSettings
from motcua.kernel import sealing
from motcua.kernel.ports import provide


def wire() -> None:
    """Hand the keys to the kernel and the adapters to the ports."""
    keys = sealing.KeyStore(settings.MOTCUA_KEYS)
    keys.create()
    sealing.use(keys)
    provide(IdentityProvider, _identity)
    provide(
        SigningService,
        partial(
            CscSigningService,
            settings.TRUST_URL,
            client_id=settings.TRUST_CLIENT_ID,
            client_secret=settings.TRUST_CLIENT_SECRET,
        ),
    )
    provide(Timestamper, partial(HttpTimestamper, settings.TSA_URL))
    provide(TrustList, _trust_list)
    if settings.MAIL_HOST:
        provide_channel("email", _email)
    VapidKey(settings.MOTCUA_VAPID_KEY).create()
    provide(PushService, _push)
    provide_channel("push", _push)
    provide(NationalPortal, _portal if settings.PORTAL_URL else absent.AbsentNationalPortal)
    _wire_what_is_absent()


def _wire_what_is_absent() -> None:
    """Ports that later adapters will fill: each answers "not available" in plain words."""
    provide(PaymentGateway, absent.AbsentPaymentGateway)
    provide(PostalCarrier, absent.AbsentPostalCarrier)
    provide(PopulationRegister, absent.AbsentPopulationRegister)
    provide(CivilStatusRegister, absent.AbsentCivilStatusRegister)
    provide(PersonalDocumentStore, absent.AbsentPersonalDocumentStore)
    provide(TextRecogniser, absent.AbsentTextRecogniser)
    provide_channel("zalo", absent.AbsentZaloChannel)
    provide_channel("sms", absent.AbsentSmsChannel)


def _identity() -> VneidProvider:
    return VneidProvider(
        VneidSettings(settings.VNEID_ISSUER, settings.VNEID_CLIENT_ID, settings.VNEID_CLIENT_SECRET)
    )


def _email() -> EmailChannel:
    local = settings.MAIL_HOST in ("127.0.0.1", "localhost", "::1")
    return EmailChannel(
        EmailSettings(
            host=settings.MAIL_HOST,
            port=settings.MAIL_PORT,
            sender_address=settings.MAIL_FROM,
            sender_name=settings.MAIL_FROM_NAME,
            protection="none" if local else "starttls",
            username=settings.MAIL_USER,
            password=settings.MAIL_PASSWORD,
        )
    )


def _portal() -> ExchangePortal:
    return ExchangePortal(
        PortalSettings(
            address=settings.PORTAL_URL,
            provider_url=settings.PORTAL_PROVIDER,
            username=settings.PORTAL_USER,
            password=settings.PORTAL_PASSWORD,
            destination=settings.PORTAL_DESTINATION,
            units=tuple(one.strip() for one in settings.PORTAL_UNITS.split(",") if one.strip()),
            files_at=settings.PORTAL_FILES,
            max_file=settings.MOTCUA_UPLOAD_LIMIT,
        )
    )


def _push() -> WebPushChannel:
    services = tuple(one.strip() for one in settings.PUSH_SERVICES if one.strip())
    return WebPushChannel(PushSettings(services, settings.PUSH_CONTACT), VapidKey(settings.MOTCUA_VAPID_KEY))


def _trust_list() -> TrustList:
    """Read the roots that signatures may lead to: PEM files of one folder, kept as data."""
    files = sorted(Path(settings.MOTCUA_TRUST_ROOTS).glob("*.pem"))
    if not files:
        # An installation that was given no roots yet: nothing is trusted, and nothing breaks.
        return TrustList(())
    return TrustList.from_pem(b"\n".join(file.read_bytes() for file in files))
