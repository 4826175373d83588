"""Booking by hand."""

from course.lab import book_as_first_time_patient


def test_a_first_time_patient_crashes_booking_after_the_refactor():
    """The real traceback ends in the error, at the line that lost its null check."""
    booked = book_as_first_time_patient("after")
    lines = booked.output.splitlines()
    assert booked.crashed
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[-1] == "AttributeError: 'NoneType' object has no attribute 'slot'"
    assert 'File "booking/habits.py"' in lines[-3]


def test_a_first_time_patient_books_before_the_refactor():
    """Before the refactor the same few lines end in a confirmation."""
    booked = book_as_first_time_patient("before")
    assert not booked.crashed
    assert booked.output.startswith("Ōtautahi Health: Noa, you are booked for")


def test_what_was_run_is_shown_as_it_was_run():
    """The learner sees the script without the linter's remark."""
    booked = book_as_first_time_patient("before")
    assert "noqa" not in booked.script
    assert booked.script in booked.view().html.replace("&quot;", '"')
