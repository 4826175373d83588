"""Where the learner stands in the course, shown at the top of every notebook."""

from html import escape

from course.errors import CourseError
from course.fragment import Fragment
from course.learners import take_part
from course.notebooks import notebook, notebooks
from course.progress import progress

STYLE = """
.course-trail { border-block: 1px solid var(--jp-border-color1, #9e9e9e); max-width: 46rem;
  padding: .4rem 0; font-family: var(--jp-content-font-family, system-ui, sans-serif); }
.course-trail.course-trail ol { display: flex; flex-wrap: wrap; gap: .1rem 1rem;
  list-style: none; margin: 0;
  padding: 0; }
.course-trail.course-trail li { margin: 0; }
.course-trail a { display: inline-block; padding: .35rem 0; }
.course-trail [aria-current] { font-weight: 700; display: inline-block; padding: .35rem 0; }
.course-trail p { margin: .3rem 0 0; }
"""
"""CSS for the trail; it travels with it."""


def begin(slug: str, learner: str | None = None) -> Fragment:
    """Begin a notebook: show where it stands in the course and what has been answered.

    Parameters
    ----------
    slug
        The notebook's name in the list of notebooks.
    learner
        A simulated learner, who answers all their decisions now; ``None`` is a person.

    Raises
    ------
    UnknownNameError
        If there is no such notebook or simulated learner.

    Examples
    --------
    >>> print(begin("start_here").text.splitlines()[0])
    You are in notebook 0: Start here.
    """
    here = notebook(slug)
    take_part(learner)
    try:
        answers = progress()
        still = len(answers.unanswered())
        total = sum(room.decision is not None for room in notebooks())
        standing = f"You have answered {total - still} of {total} decisions."
        notice = answers.notice
    except CourseError as error:
        standing, notice = str(error), ""
    where = f"You are in notebook {here.number}: {here.title}."
    links = "".join(
        f'<li><span aria-current="page">{room.number} {escape(room.title)}</span></li>'
        if room is here
        else f'<li><a href="{room.filename}">{room.number} {escape(room.title)}</a></li>'
        for room in notebooks()
    )
    lines = " ".join(filter(None, (standing, notice)))
    html = (
        f'<nav class="course-trail" aria-label="The course"><ol>{links}</ol>'
        f"<p>{escape(lines)}</p></nav>"
    )
    return Fragment(html, f"{where}\n{lines}", STYLE)
