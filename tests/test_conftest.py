"""What every test runs under."""

from time import sleep

from hypothesis import given, settings
from hypothesis import strategies as st


@settings(max_examples=1, database=None)
@given(seconds=st.just(0.3))
def test_a_property_may_take_its_time(seconds):
    """A machine that is busy with other work fails no property: only what it says can fail it."""
    sleep(seconds)
