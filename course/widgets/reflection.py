"""A line of the learner's own, kept as they write it, and then a model answer."""

from collections.abc import Mapping

import traitlets

from course.content import load
from course.content.kernel import with_kernel
from course.content.named import named
from course.errors import CourseError
from course.page.blocks import Paragraph, prose
from course.page.fragment import Fragment, paragraphs, shown
from course.widgets.written import Written

_MOST = 2_000
"""How many characters an answer may have: two sentences, and some more."""


# The model answer is sent to the browser when it is asked for. What the learner writes is kept for
# them alone.
class Reflection(Written, beside=__file__, needs=("written.js",)):
    """A prompt, a text field, and a model answer that opens on request.

    Examples
    --------
    >>> reflection = Reflection("review-question")
    >>> reflection.answer
    ''
    >>> reflection.open_answer()
    >>> "which test shows it" in reflection.answer
    True
    """

    prompt = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    answer = traitlets.Unicode().tag(sync=True)

    def __init__(
        self, name: str, texts: Mapping[str, str] | None = None, *, kept_as: str = ""
    ) -> None:
        self._texts = texts or named("reflection", name, load("lab")["reflection"])
        super().__init__(
            kept_as or f"reflection.{name}",
            most=_MOST,
            is_own=True,
            prompt=paragraphs(self._texts["prompt"]),
            words={key: self._texts[key] for key in ("label", "button")} | _shared_words(),
        )
        if self._was_opened():
            self.open_answer()

    def open_answer(self) -> None:
        """Open the model answer, as the button does."""
        self.answer = paragraphs(self._texts["answer"])

    def go_through(self) -> None:
        """Do what a simulated learner does: open the model answer."""
        self.open_answer()

    def readable(self) -> Fragment:
        """Write the prompt, and the answer once it is open, for a page without a kernel."""
        waits = Paragraph(with_kernel(_shared_words()["kernel"]))
        below = prose(self._texts["answer"]) if self.answer else (waits,)
        return shown((*prose(self._texts["prompt"]), *below))

    def _hear_open(self) -> None:
        self.open_answer()
        if self.can_keep:
            self._kept.keep(self._opened, {"open": True}, instead_of=self._kept.kept(self._opened))

    @property
    def _opened(self) -> str:
        return f"opened.{self.key}"

    def _was_opened(self) -> bool:
        """Tell whether this learner opened it on an earlier day."""
        try:
            return self.can_keep and self._kept.kept(self._opened) is not None
        except CourseError:
            return False


def _shared_words() -> dict[str, str]:
    words: dict[str, str] = load("writing")["reflecting"]
    return words


def reflect(name: str) -> Reflection:
    """Ask for a line or two, and offer a model answer afterwards.

    Parameters
    ----------
    name
        ``"review-question"``, ``"say-to-developer"`` or ``"say-to-manager"``.

    Returns
    -------
    Reflection
        The question, and the answer to compare with.

    Raises
    ------
    UnknownNameError
        If there is no such reflection.

    Examples
    --------
    >>> reflect("say-to-manager")
    Your manager asks: “so do we raise the target to 95 %?” Answer in two sentences, ...
    """
    return Reflection(name)
