"""Sentences that people read stand in the content, and not beside the code that shows them."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

import course

PACKAGE = Path(course.__file__).parent

#: A sentence: a capital, several words, a full stop or a question mark. Braces stand for what is
#: put in.
SENTENCE = re.compile(r"[“‘]?[A-ZĀĒĪŌŪ{][^<>]*?[a-z]{2,},? [a-z{][^<>]*[.?][”’]?\s*", re.DOTALL)

#: Where words may be made: what stands in the way is told where it is found.
TELLING_TROUBLE = re.compile(r"\w*Error|problem|Finding|notice|log|warning|info|error|critical")

#: What may hold sentences, by the beginning of its path, and why.
MAY = {
    "cli.py": "what the command says of itself",
    "commands/": "what a command prints, beside the arguments that it is about",
    "room/handlers/access.py": "answers of a server to what it cannot do",
    "room/hands_file.py": "a notice that counts cannot be read",
    "room/serving.py": "what stands in the way of serving a room twice",
    "room/store.py": "that a room is gone, and questions to its database",
    "membership/card.py": "a notice that something stands in the way of reading a card",
    "membership/candidates.py": "what is expected of an address",
    "lab/booking/": "the booking service, whose code is what the lab is about",
    "lab/suites/": "its tests",
    "server/listening.py": "what a server prints in its terminal",
    "server/own_copy.py": "what a server prints in its terminal",
    "errors.py": "errors",
    "progress/answers_file.py": "notices that something stands in the way of reading answers",
    "progress/saving.py": "a notice that something stands in the way of keeping answers",
    "progress/texts.py": "a notice that there is nearly no room to keep more",
    "widgets/control.py": "what is told of a fault of our own and of a stop",
    "widgets/show_of_hands.js": "the label of a button, which asks",
}


def held(name: str) -> list[str]:
    """List the sentences of a file, in Python or in JavaScript."""
    text = (PACKAGE / name).read_text("utf-8")
    if name.endswith(".py"):
        return [*sentences(ast.parse(text)), *(phrases(text) if name.startswith("charts/") else ())]
    lines = text.splitlines()
    code = "\n".join(line for line in lines if not line.strip().startswith(("//", "/*", "*")))
    texts = [match.group(2) for match in IN_MARKS.finditer(code)]
    return [text for text in texts if len(text.split()) > 3 and SENTENCE.fullmatch(text)]


def files(ending: str) -> list[str]:
    """List the files that may hold no sentence."""
    paths = (path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob(f"*{ending}"))
    return sorted(path for path in paths if not path.startswith(tuple(MAY)))


#: A text of JavaScript, in whichever marks.
IN_MARKS = re.compile(r"""(["'`])((?:(?!\1)[^\\\n]|\\.)*)\1""")


def sentences(tree: ast.AST) -> Iterator[str]:
    """List the sentences among the texts of a syntax tree, without docstrings and errors."""
    for text in texts(tree):
        plain = re.sub(r"<[^>]*>", "", text).strip()
        if len(plain.split()) > 3 and SENTENCE.fullmatch(plain):
            yield text


def phrases(code: str) -> Iterator[str]:
    """List the texts of several words that a chart would write without being a sentence."""
    for text in texts(ast.parse(code)):
        if re.search(r"[a-z]{3,} [a-z]{2,}", text) and not re.search(r"[<\n]", text):
            yield text


def texts(node: ast.AST) -> Iterator[str]:
    """List the texts of a syntax tree, without docstrings and errors."""
    if is_for_somebody_else(node):
        return
    if text := text_of(node):
        yield text
    for child in ast.iter_child_nodes(node):
        if not isinstance(node, ast.JoinedStr) or isinstance(child, ast.FormattedValue):
            yield from texts(child)


def is_for_somebody_else(node: ast.AST) -> bool:
    """Whether this is an error, what tells of trouble, or a docstring."""
    if isinstance(node, ast.Call):
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        return bool(TELLING_TROUBLE.fullmatch(called))
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_text or isinstance(node, ast.Raise)


def text_of(node: ast.AST) -> str:
    """Return the text of a literal, with braces for what is put in, else nothing."""
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        return "".join(map(str, parts))
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return str(node.value) if is_text else ""


def test_no_sentence_stands_in_the_code() -> None:
    """What a learner or a facilitator reads is in `course/content/`, where it can be reread."""
    assert {name: found for name in files(".py") + files(".js") if (found := held(name))} == {}


class Words(HTMLParser):
    """The words of a page that are no label of a button or of a link to a file."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._labels = 0
        self.feed(re.sub(r"\$\w+|· Blameless", "", page))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the words of attributes, and see where a label begins."""
        self._labels += tag == "button" or "download" in dict(attrs)
        self.found += [text or "" for name, text in attrs if name in {"alt", "aria-label"} and text]

    def handle_endtag(self, tag: str) -> None:
        """See where a label ends."""
        self._labels -= bool(self._labels and tag in {"button", "a"})

    def handle_data(self, data: str) -> None:
        """Take words."""
        if not self._labels and re.search("[a-z]", data):
            self.found.append(data.strip())


@pytest.mark.parametrize("page", sorted((PACKAGE / "room" / "pages").glob("*.html")))
def test_a_page_of_a_room_holds_no_words_but_labels(page: Path) -> None:
    """What stands on it before the room tells anything is in the content as well."""
    assert Words(page.read_text("utf-8")).found == []


def test_what_may_hold_sentences_does() -> None:
    """Nothing stays excused once its last sentence has gone."""
    paths = [path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.*")]
    code = [path for path in paths if path.endswith((".py", ".js"))]
    holding = [any(held(path) for path in code if path.startswith(each)) for each in MAY]
    assert [each for each, holds in zip(MAY, holding, strict=True) if not holds] == []


def test_a_sentence_in_code_is_found_and_an_error_is_none() -> None:
    """A text is found wherever it stands, with what is put into it; docstrings are for readers."""
    code = '''
"""This is a docstring that stays."""
said = f"You have answered {n} of the decisions."
label = "Show the explanation"
html = "<p>Choose one of the four first.</p>"
raise CourseError("This is not to be read here.")
'''
    assert list(sentences(ast.parse(code))) == [
        "You have answered {} of the decisions.",
        "<p>Choose one of the four first.</p>",
    ]
