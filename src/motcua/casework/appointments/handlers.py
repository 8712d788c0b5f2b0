"""What appointments do with news. Each effect is safe to run again."""

from motcua.blocks.messaging import api as messaging
from motcua.blocks.organisation import api as organisation
from motcua.casework.appointments.events import AppointmentUnkept
from motcua.casework.appointments.models import Appointment
from motcua.casework.appointments.rules.codes import shown_code
from motcua.casework.appointments.use_cases.recheck import recheck
from motcua.kernel import clock, tenancy
from motcua.kernel.events import RecordedEvent, on_effect


@on_effect(organisation.CalendarChanged, "appointments.recheck")
def recheck_appointments(event: RecordedEvent) -> None:
    """Release what falls on a day or hour that is not worked any more."""
    recheck(event.commune_id, now=clock.now())


@on_effect(AppointmentUnkept, "appointments.tell_citizen")
def tell_citizen(event: RecordedEvent) -> None:
    """Tell whoever booked when logged in; who left a telephone number alone is on the desk's list."""
    with tenancy.scope(communes=[event.commune_id]):
        row = Appointment.objects.get(commune_id=event.commune_id, id=event.stream_id)
    if row.applicant_id is None:
        return
    hour = organisation.tell_moment(row.starts_at)
    messaging.send(
        commune_id=event.commune_id,
        applicant_id=row.applicant_id,
        cause=f"{event.name}:{event.id}",
        subject="Lịch hẹn của ông/bà không giữ được",
        body=f"Lịch hẹn lúc {hour} (mã {shown_code(row.code)}) không giữ được vì lịch làm việc của bộ phận Một cửa"
        f" thay đổi. Ông/bà mở trang /hen-gio/{row.code}/ để chọn giờ khác; mã hẹn vẫn dùng được. Mong ông/bà"
        " thông cảm.",
        about_id=None,
        now=event.at,
    )
