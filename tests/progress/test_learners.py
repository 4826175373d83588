"""Learners are put aside, taken up again, and deleted for good."""

import os

import pytest

from course.errors import ProgressError
from course.progress import Progress


@pytest.fixture
def learner(tmp_path):
    """Give a learner who has answered and written."""
    learner = Progress(tmp_path / "mine")
    learner.record("opening", "A")
    learner.keep("line.opening", "What made the check possible?")
    return learner


def test_a_new_learner_starts_empty_and_the_old_one_is_listed(learner):
    """With when they were put aside, and how much they had done."""
    learner.start_over()
    assert (learner.attempts(), learner.kept_under()) == ((), {})
    [kept] = learner.kept_learners()
    assert (kept.answers, kept.texts) == (1, 1)
    assert kept.at_utc.endswith("+00:00")


def test_somebody_who_only_wrote_is_put_aside_as_well(tmp_path):
    """A text is as much as an answer."""
    learner = Progress(tmp_path)
    learner.keep("line.opening", "What …")
    assert learner.start_over() is not None


def test_a_learner_is_taken_up_again_and_whoever_was_here_is_put_aside(learner):
    """Two people share a computer, and each finds all of theirs again."""
    first = learner.export()
    learner.start_over()
    learner.record("output", "D")
    second = learner.export()
    [kept] = learner.kept_learners()
    learner.take_up(kept.name)
    assert learner.export() == first
    [other] = learner.kept_learners()
    learner.take_up(other.name)
    assert learner.export() == second
    assert len(learner.kept_learners()) == 1


def test_taking_up_again_at_once_undoes_the_start(learner):
    """Nobody is put aside then: there was nothing."""
    before = learner.export()
    learner.start_over()
    assert learner.take_up(learner.kept_learners()[0].name) is None
    assert learner.export() == before
    assert learner.kept_learners() == ()


def test_learners_are_listed_the_last_one_first(learner):
    """Those of earlier versions of the course too; a file that cannot be read is none."""
    folder = learner.path.parent
    old = folder / "answers-kept-20200101T000000000000Z.json"
    old.write_text('{"version": 1, "attempts": []}')
    (folder / "answers-kept-20210101T000000000000Z.json").write_text("no JSON")
    learner.start_over()
    moments = [kept.at_utc[:4] for kept in learner.kept_learners()]
    assert len(moments) == 2
    assert (moments[0] > "2020", moments[1]) == (True, "2020")


@pytest.mark.parametrize("name", ["nobody", "", "../progress", "a/b"])
def test_a_learner_who_is_not_there_cannot_be_taken_up(learner, name):
    """It says who is, and nothing changes."""
    before = learner.export()
    with pytest.raises(ProgressError, match=f"no learner '{name}' .*; put aside: nobody"):
        learner.take_up(name)
    learner.start_over()
    learner.record("output", "D")
    learner.start_over()
    last, first = (kept.name for kept in learner.kept_learners())
    told = f"put aside: {last}, {first}. Nothing was changed."
    with pytest.raises(ProgressError, match=told):
        learner.take_up(name)
    learner.take_up(first)
    assert learner.export() == before


def test_what_is_held_in_this_process_is_put_aside_with_the_rest(tmp_path):
    """A home that could not be written for a while has taken nothing from whoever was here."""
    (tmp_path / "file").write_text("in the way")
    learner = Progress(tmp_path / "file" / "home")
    learner.record("opening", "A")
    learner.keep("line.opening", "What …")
    (tmp_path / "file").unlink()
    learner.start_over()
    [kept] = learner.kept_learners()
    assert (kept.answers, kept.texts, learner.attempts()) == (1, 1, ())
    assert learner.is_saved


def test_two_versions_of_a_text_are_one_text(learner):
    """Whoever is listed wrote so many lines, and not so many versions of them."""
    learner.keep("line.opening", "What else?")
    learner.start_over()
    assert [kept.texts for kept in learner.kept_learners()] == [1]


def test_a_file_that_became_unreadable_changes_nothing(learner):
    """It may have been listed before."""
    before = learner.export()
    path = learner.path.parent / "answers-kept-broken.json"
    path.write_bytes(b"\xff")
    with pytest.raises(ProgressError, match="Nothing was changed"):
        learner.take_up("broken")
    assert learner.export() == before
    assert path.exists()


def test_everything_that_was_written_is_deleted_kept_learners_too(learner):
    """No file of the folder holds any of it afterwards, not even between the lines."""
    learner.start_over()
    learner.keep("line.opening", "What made the other check possible?")
    learner.record("opening", "B")
    (learner.path.parent / "progress-damaged-x.sqlite").write_text("check possible?")
    learner.delete_everything()
    assert (learner.attempts(), learner.kept_under(), learner.kept_learners()) == ((), {}, ())
    for path in learner.path.parent.iterdir():
        assert b"check possible?" not in path.read_bytes()


def test_deleting_where_there_is_nothing_leaves_no_file(tmp_path):
    """Nothing is begun in order to be empty."""
    Progress(tmp_path / "mine").delete_everything()
    assert not (tmp_path / "mine").exists()


def test_what_is_held_in_this_process_is_deleted_too(tmp_path):
    """A home that cannot be written holds nothing, and neither does the process afterwards."""
    (tmp_path / "file").write_text("in the way")
    learner = Progress(tmp_path / "file" / "home")
    learner.keep("line.opening", "What …")
    learner.delete_everything()
    assert learner.kept_under() == {}


def test_what_cannot_be_deleted_is_named(learner, monkeypatch):
    """All else is deleted; the rest is for whoever can."""
    kept = learner.start_over()
    learner.record("opening", "B")

    def stays(*_, **__):
        raise PermissionError("it stays")

    monkeypatch.setattr("pathlib.Path.unlink", stays)
    with pytest.raises(ProgressError) as told:
        learner.delete_everything()
    assert f"These files could not be deleted: {kept} (it stays). All else is" in str(told.value)
    assert learner.attempts() == ()


def test_what_cannot_be_opened_stays_and_is_told(learner, monkeypatch):
    """A file that another program holds is not half deleted."""

    def is_held(*_):
        raise PermissionError("it is held")

    monkeypatch.setattr("course.progress.tables.Table.begin_again", is_held)
    with pytest.raises(ProgressError) as told:
        learner.delete_everything()
    assert f"Nothing in {learner.path} could be deleted (it is held)" in str(told.value)
    assert len(learner.attempts()) == 1


def test_a_file_that_somebody_renamed_is_as_old_as_the_file(learner):
    """A name that says no moment is a name all the same."""
    kept = learner.start_over()
    os.utime(kept.rename(kept.with_name("answers-kept-before.json")), (86400, 86400))
    [before] = learner.kept_learners()
    assert (before.name, before.at_utc) == ("before", "1970-01-02T00:00:00+00:00")


def test_open_pages_hear_whenever_they_show_somebody_else_s(learner):
    """Of texts at each change; of answers when some have come back."""
    brought = learner.export()
    heard = []
    learner.when_kept(lambda: heard.append("texts"))
    learner.when_answered(lambda: heard.append("answers"))

    def told_by(change, *given):
        heard.clear()
        change(*given)
        return set(heard)

    assert "texts" in told_by(learner.start_over)
    assert told_by(learner.take_up, learner.kept_learners()[0].name) == {"texts", "answers"}
    assert "texts" in told_by(learner.delete_everything)
    assert told_by(learner.merge, brought) == {"texts", "answers"}


def test_a_learner_who_makes_way_is_in_the_file_that_is_told(learner):
    """Where somebody is taken up in the place of another, the way back is told as well."""
    learner.start_over()
    [first] = learner.kept_learners()
    learner.record("output", "D")
    aside = learner.take_up(first.name)
    [other] = learner.kept_learners()
    assert aside.name == f"answers-kept-{other.name}.json"
    assert (other.answers, other.texts) == (1, 0)
