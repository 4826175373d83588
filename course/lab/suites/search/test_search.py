"""Let hypothesis look for a patient who cannot book."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from booking import Appointment, BookingService, Patient, Slot, Status
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=ZoneInfo("Pacific/Auckland"))
TOMORROW = Slot(NOW + timedelta(days=1), "Linwood", "Dr Moa")

visits = st.lists(
    st.builds(
        Appointment,
        st.just("P-1"),
        st.builds(
            Slot,
            st.integers(1, 365).map(lambda days: NOW - timedelta(days=days)),
            st.sampled_from(["Linwood", "Riccarton"]),
            st.sampled_from(["Dr Moa", "Dr Tui"]),
        ),
        st.sampled_from(Status),
    ),
    max_size=6,
)


@settings(
    max_examples=200,
    derandomize=True,
    database=None,
    deadline=None,
    print_blob=False,
    phases=[Phase.generate, Phase.shrink],
)
@given(visits=visits, home_clinic=st.sampled_from(["Linwood", "Riccarton"]))
def test_whoever_is_registered_can_book(visits, home_clinic):
    service = BookingService(clock=lambda: NOW)
    service.patients.add(Patient("P-1", "Ari", home_clinic))
    service.history.appointments.extend(visits)
    service.diary.open(TOMORROW)
    assert service.book("P-1", TOMORROW).slot == TOMORROW
