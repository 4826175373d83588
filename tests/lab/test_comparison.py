"""The diff as its reviewer saw it."""

from course.lab import diff


def test_the_refactor_touches_two_files():
    """The change stays within the habits and the journeys that read them."""
    assert list(diff().files) == ["booking/habits.py", "booking/service.py"]


def test_the_null_check_is_among_the_removed_lines_and_comes_back_without_it():
    """The guard goes with the line it stood on; its line returns unguarded."""
    lines = diff().files["booking/habits.py"]
    assert "-    return latest.slot.clinic if latest else patient.home_clinic" in lines
    assert any(line.startswith("+") and "clinic=latest.slot.clinic," in line for line in lines)


def test_a_reader_can_tell_the_lines_apart_without_colour():
    """Removed and added lines have their sign and their own element."""
    html = diff("before", "before_in_two_lines").view().html
    assert "<del>-    return latest.slot.clinic if latest else patient.home_clinic</del>" in html
    assert "<ins>+    if latest is None:</ins>" in html


def test_a_version_does_not_differ_from_itself():
    """There is nothing to show between a version and itself."""
    assert diff("after", "after").files == {}


def test_a_change_is_told_in_three_sentences_before_its_lines():
    """Whoever reads no code learns first what the change does, and not what is missing in it."""
    view = diff().view()
    told = view.text.partition("booking/habits.py")[0]
    assert told.count(". ") + told.rstrip().endswith(".") == 3
    assert view.html.index("Habits") < view.html.index("<pre")
    assert "null" not in told
    assert "check" not in told


def test_the_lines_of_a_change_keep_their_indentation_and_can_be_scrolled_to():
    """Each file is a named region that takes the focus, with one element a line."""
    html = diff("before", "before_in_two_lines").view().html
    assert (
        '<pre class="course-change" role="group" aria-label="booking/habits.py" tabindex="0">'
        in html
    )
    assert "<ins>+        return patient.home_clinic</ins>" in html
