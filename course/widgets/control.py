"""The base of every control: requests by name, answers, and what is read without a kernel."""

from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets

from course import page
from course.content import load
from course.errors import CourseError
from course.page.fragment import Fragment
from course.page.look import look

FAULT = (
    "The course itself came to a stop here ({error}); it is nothing that you did. What you chose "
    "or typed is still on this page: press once more, and if that stops too, please tell those "
    "who look after the course."
)
"""What is told of a fault of our own, in every control; its traceback goes to the host."""

STOPPED = "This was stopped from outside before it was done. Press once more to begin it again."
"""What is told when somebody interrupts the kernel."""

_HERE = Path(__file__).parent
_ELEMENTS = Path(page.__file__).with_name("elements.js")
_SCRIPT = _HERE / "control.js"
_STYLE = _HERE / "control.css"


# The page sends ``{"type": NAME, "id": ID, ...}``. The method ``_hear_NAME`` is called with the
# rest as keywords, and what it returns goes back as ``{"type": "answer", "id": ID, ...}``. What
# stands in the way comes back as ``trouble``, with a sentence to ``say``; a fault of our own as
# ``fault`` as well. Script and style lie `beside` the file of a subclass, and it may bring further
# scripts that it `needs`, each with its style.
class Control(anywidget.AnyWidget):
    """A widget whose page asks and whose kernel answers.

    Examples
    --------
    >>> class Greeting(Control):
    ...     def _hear_greet(self, *, name="you"):
    ...         return {"say": f"Hello {name}"}
    ...
    ...     def readable(self):
    ...         return Fragment("<p>Hello</p>", "Hello")
    >>> Greeting()
    Hello
    """

    #: The files that make up its script, in their order.
    scripts: ClassVar[tuple[Path, ...]] = ()

    #: What it tells where no answer comes.
    silence = traitlets.Dict().tag(sync=True)

    def __init_subclass__(
        cls, *, beside: str | None = None, needs: tuple[str | Path, ...] = (), **named: Any
    ) -> None:
        if beside is not None:
            own = Path(beside)
            more = (own.parent / name for name in needs)
            cls.scripts = (_ELEMENTS, _SCRIPT, *more, own.with_suffix(".js"))
            cls._esm = _joined(cls.scripts)
            cls._css = look() + _joined(
                (_STYLE, *(file.with_suffix(".css") for file in cls.scripts[2:]))
            )
        super().__init_subclass__(**named)

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        # One that only shows something takes no request at all.
        if any(name.startswith("_hear_") for name in dir(type(self))):
            self.on_msg(self._receive)

    @traitlets.default("silence")
    def _silence(self) -> dict[str, str]:
        words: dict[str, str] = load("controls")["silence"]
        return words

    def readable(self) -> Fragment:
        """Write what it shows now, for a page that has no kernel behind it."""
        raise NotImplementedError

    def _receive(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        """Answer a request of the page, whatever comes of it: silence would say that we sleep."""
        request = dict(content)
        name, number = request.pop("type", None), request.pop("id", None)
        try:
            reply = getattr(self, f"_hear_{name}")(**request) or {}
        except CourseError as error:
            reply = {"say": str(error), "trouble": True}
        except KeyboardInterrupt:
            reply = {"say": STOPPED, "trouble": True}
        except Exception as error:  # noqa: BLE001 - whoever pressed must hear of it in any case
            from traitlets.log import get_logger

            # In a kernel, this logger reaches the terminal of the server.
            where = f"{type(self).__name__}, {name!r}"
            get_logger().error("A control of the course failed: %s", where, exc_info=True)
            sentence = FAULT.format(error=type(error).__name__)
            reply = {"say": sentence, "trouble": True, "fault": True}
        self.send({"type": "answer", "id": number, **reply})

    def __repr__(self) -> str:
        return self.readable().text

    def _repr_mimebundle_(self, **named: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**named)
        return {**data, **self.readable()._repr_mimebundle_()}, metadata


def _joined(files: tuple[Path, ...]) -> str:
    """Join files into one: a widget's script cannot import."""
    return "\n".join(file.read_text("utf-8") for file in files if file.exists())
