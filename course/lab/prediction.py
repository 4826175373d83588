"""Ask first, then show."""

from dataclasses import dataclass
from html import escape

from course.content import load
from course.fragment import Fragment, paragraphs
from course.lab import views
from course.lab.versions import check_name


@dataclass(frozen=True, repr=False)
class Prediction(views.Viewed):
    """A question, with what answers it closed behind a heading.

    Parameters
    ----------
    question
        Plain text.
    opener
        What the heading says that opens the answer.
    result
        The answer: a result of the lab.
    """

    question: str
    opener: str
    result: views.Viewed

    def view(self) -> Fragment:
        """Show the question; the result opens on request."""
        inner = self.result.view()
        html = (
            paragraphs(self.question)
            + f"<details><summary>{escape(self.opener)}</summary>{inner.html}</details>"
        )
        text = f"{self.question}\n\n{self.opener}\n\n{inner.text}"
        return views.page(html, text)


def predict(question: str, result: views.Viewed) -> Prediction:
    """Ask for a prediction before a result is seen, in reader mode too.

    Parameters
    ----------
    question
        One of the predictions in the lab's content.
    result
        What the learner compares their prediction with.

    Raises
    ------
    UnknownNameError
        If there is no such question.
    """
    check_name("prediction", question, load("lab")["prediction"])
    asked = views.words("prediction", question)
    return Prediction(asked["question"], asked["opener"], result)
