"""What a chart shows is guessed first, and the guess is kept."""

import pytest

from course.charts import callers_chart
from course.content import load
from course.errors import UnknownNameError
from course.incident.guesses import fingerprint
from course.incident.loading import load_incident
from course.incident.metrics import show_metrics
from course.progress import progress
from course.visitors import VARIABLE
from course.widgets.guess import guess

SAID = load("guesses")["guessing"]


@pytest.fixture
def asked():
    """Ask for the share of those who called."""
    return guess("share", load_incident(), callers_chart)


def test_nothing_of_what_it_was_is_sent_before_a_guess(asked, ask):
    """Neither in the state of the widget nor in its answer to what is no guess."""
    assert "138" not in str(asked.get_state())
    reply = ask(asked, "guess", guess="nobody")
    assert reply["trouble"]
    assert "138" not in str(asked.get_state()) + str(reply)
    assert progress().kept("guess.share") is None


def test_a_guess_is_compared_kept_and_met_again(asked, ask):
    """A page that is opened later shows it with what it was."""
    reply = ask(asked, "guess", guess="one in ten")
    assert "You said one in 10; it was one in 138" in reply["say"]
    assert "<figure" in asked.report
    again = guess("share", load_incident(), callers_chart)
    assert (again.given, again.verdict, again.report) == (
        "one in ten",
        asked.verdict,
        asked.report,
    )


def test_somebody_may_go_on_without_a_guess(asked, ask):
    """Then it is said what it was, and not that anybody missed it."""
    reply = ask(asked, "guess", guess="")
    assert reply["say"] == "One in 138 rang: 17 calls, 2,340 patients affected."
    assert guess("share", load_incident(), callers_chart).verdict == reply["say"]


def test_a_guess_about_another_incident_is_another(ask, write, asked):
    """What was said of one is not said of the next."""
    ask(asked, "guess", guess="10")
    rows = "timestamp,event,phase,affected_cumulative,support_calls_cumulative\n"
    folder = write(f"{rows}2026-05-04T10:00,Off.,started,0,0\n2026-05-04T11:00,On.,resolved,50,5\n")
    other = guess("share", load_incident(folder), callers_chart)
    assert (other.given, other.report) == ("", "")
    ask(other, "guess", guess="20")
    assert "one in 10" in other.verdict
    assert guess("share", load_incident(), callers_chart).given == "10"


def test_where_an_incident_does_not_tell_all_is_shown_at_once(write):
    """There is no question without an answer."""
    folder = write("timestamp,event,phase\n2026-05-04T10:00,Off.,started\n")
    told = guess("share", load_incident(folder), callers_chart)
    assert told.report
    assert told.verdict == ""
    assert "guess" not in str(told).lower()


def test_a_saved_page_tells_nothing_until_it_is_opened(asked, ask):
    """Neither does it hold what somebody guessed; a simulated learner's guess is told."""
    ask(asked, "guess", guess="10")
    data, _ = asked._repr_mimebundle_()
    before, _, behind = data["text/html"].partition("<details>")
    assert "138" not in before
    assert "17 calls for 2,340" in behind
    assert "You said" not in data["text/html"] + data["text/plain"]
    simulated = guess("share", load_incident(), callers_chart, learner="mixed")
    assert "You said one in 10; it was one in 138" in str(simulated)
    unanswered = guess("longest-part", load_incident(), show_metrics, learner="unanswered")
    assert "You said" not in str(unanswered)


def test_in_a_shared_reader_a_guess_is_compared_and_not_kept(asked, ask, monkeypatch):
    """What one visitor guesses is no matter of the next."""
    monkeypatch.setenv(VARIABLE, "read")
    assert "one in 138" in ask(asked, "guess", guess="10")["say"]
    monkeypatch.delenv(VARIABLE)
    assert progress().kept("guess.share") is None


def test_a_guess_from_elsewhere_that_is_none_is_asked_again():
    """What an imported file holds stops no page."""
    incident = load_incident()
    progress().keep("guess.share", {"said": "many"}, content_hash=fingerprint(incident))
    assert guess("share", incident, callers_chart).report == ""


def test_an_unknown_guess_says_which_there_are():
    """As everything that content calls by a name."""
    with pytest.raises(UnknownNameError, match="longest-silence"):
        guess("weather", load_incident())
