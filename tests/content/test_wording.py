"""What holds for every content file: its shape, its facts and the way it speaks."""

import json
import re
import unicodedata
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from course.content import load

HERE = Path(__file__).parent
Strings = Callable[[Any], list[str]]
#: Where the course tells its own case.
TELLING = ("case", "decisions", "facilitation", "notebooks", "reveal")
FILES = sorted(
    file.name.removesuffix(".toml")
    for file in resources.files("course.content").iterdir()
    if file.name.endswith(".toml")
)

# A word in quotation marks is held up to be looked at, and not used.
HELD_UP = re.compile(r"“[^”]*”")

# Each fact of the case that the content has to carry. Computed figures are placeholders.
FACTS = {
    "who it happened to": r"Ōtautahi Health",
    "start of the outage": r"\{started\}",
    "end of the outage": r"\{resolved\}[\s\S]*hotfix",
    "length of the outage": r"\{duration\}",
    "day of the outage": r"\{date\}",
    "the clock in twelve hours": r"\{started_12\} to \{resolved_12\}",
    "what was deployed": r"A feature",
    "what broke": r"booking flow crashed",
    "what patients saw": r"error page",
    "technical cause": r"removal of a null check in a refactor",
    "who it struck": r"patients without an\s+appointment history",
    "first-time patients are an inference": r"we infer that all those affected were first-time",
    "where it came from": r"pull request[^.]* merged[^.]* four days before",
    "patients affected": r"\{affected\} of \{population\} patients",
    "share of patients": r"\{affected_share\}",
    "calls to the support line": r"\{calls\} calls",
    "share of those affected": r"\{calls_share\}",
    "one in so many": r"1 in \{one_in\}",
    "the CEO": r"CEO was notified",
    "line coverage": r"87 % coverage should have caught this",
    "line coverage, computed": r"\{line_coverage\} line coverage",
    "the scenario in no test": r"No test case had a first-time patient with no appointment history",
    "the pressure on the reviewer": r"reviewer was under time pressure from a release deadline",
    "line coverage is not scenario coverage": r"which lines the tests ran",
    "the criteria": r"named no edge cases for empty data sets",
    "the missing session": r"no 3-Amigos session for the story",
    "the root cause": r"refined without QA",
}


def raw(name: str) -> str:
    """Read a content file as it is written."""
    return resources.files("course.content").joinpath(f"{name}.toml").read_text("utf-8")


def said(name: str) -> Any:
    """Give what a content file says itself.

    Rules of the blame language carry patterns, words to look for and sentences held up as examples:
    nobody is told these. What a rule explains and asks is held to all that holds elsewhere. Words
    that a report is searched for, or known by, are nothing that the course says either.
    """
    if name == "checks":
        return {key: value for key, value in load(name).items() if key != "words"}
    if name == "drafts":
        return {}
    if name == "document":
        return load(name)["written"]
    if name != "language":
        return load(name)
    return {
        "source": load(name)["source"],
        "rule": [
            {part: rule[part] for part in ("category", "why", "ask")} for rule in load(name)["rule"]
        ],
    }


def test_content_matches_its_schema() -> None:
    """Every content file has a schema: each field that the course shows, and no other."""
    findings = []
    for name in FILES:
        schema = json.loads((HERE / f"{name}.schema.json").read_text("utf-8"))
        Draft202012Validator.check_schema(schema)
        findings += [
            f"{name}: {error.json_path}: {error.message}"
            for error in Draft202012Validator(schema).iter_errors(load(name))
        ]
    assert findings == []


def test_every_schema_belongs_to_a_content_file() -> None:
    """None is left behind by a file that moved or was renamed."""
    assert sorted(path.name.partition(".")[0] for path in HERE.glob("*.schema.json")) == FILES


def test_every_fact_of_the_case_is_told(strings: Strings) -> None:
    """Each fact of the case stands somewhere in what the course says."""
    told = "\n".join(" ".join(text.split()) for name in TELLING for text in strings(load(name)))
    assert [fact for fact, told_as in FACTS.items() if not re.search(told_as, told)] == []


def test_nothing_blames_outside_the_options_that_are_meant_to(
    strings: Strings, judging: Callable[..., bool]
) -> None:
    """Only an option that is labelled as blame, or a quotation, may use a blaming word."""
    meant_to = {
        option["text"]
        for decision in load("decisions")["decision"]
        for option in decision["option"]
        if option["label"].startswith("Blame")
    } | {each["sentence"] for each in load("desk")["repair"]}
    offered = {
        option["text"]
        for decision in load("decisions")["decision"]
        for option in decision["option"]
    }
    spoken = [
        (name, text if text in offered else HELD_UP.sub("", text))
        for name in FILES
        for text in strings(said(name))
        if text not in meant_to
    ]
    assert [(name, text) for name, text in spoken if judging(text)] == []


def test_otautahi_carries_its_macron() -> None:
    """The name is written with Ō as one character, in every content file."""
    assert [name for name in FILES if "otautahi" in raw(name).lower()] == []
    assert [name for name in FILES if not unicodedata.is_normalized("NFC", raw(name))] == []


def test_spelling_is_new_zealand_english(strings: Strings) -> None:
    """No American spelling has slipped in; the blame language looks for words of any spelling."""
    american = (
        r"\b(behavior|color|organiz\w+|recogniz\w+|favor\w*|center|analyz\w+|realiz\w+|judgment)"
    )
    texts = {name: raw(name) for name in FILES}
    texts["language"] = "\n".join(strings(said("language")))
    found = {name: re.findall(american, text, re.IGNORECASE) for name, text in texts.items()}
    assert {name: these for name, these in found.items() if these} == {}


#: Idioms that a second-language reader does not find in a dictionary word by word, and turns of
#: phrase that are translated.
STUMBLES = re.compile(
    r"close ranks|water(?:ed)? it down|\blulls?\b|’s clothes|of the lot\b|what speaks for"
    r"|from when on|making the round|brought together|their sums wrong|\bhold \w+ against"
    r"|held against|in one breath|grain of truth|in good faith|out of sight|slip by"
    r"|in your pocket|pencil in hand|on trial|half a hurt|for the exit|on the spot|get round"
)


def test_a_second_language_reader_does_not_stumble(strings: Strings) -> None:
    """No idiom and no calque stands in what the course says, or in its notebooks."""
    told = {name: strings(said(name)) for name in FILES if name != "language"}
    for path in (Path(__file__).parents[2] / "notebooks").glob("[0-9]*.ipynb"):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        told[path.name] = ["".join(cell["source"]) for cell in cells]
    found = {
        name: STUMBLES.findall(" ".join("\n".join(texts).split())) for name, texts in told.items()
    }
    assert {name: these for name, these in found.items() if these} == {}


def test_apostrophes_and_quotation_marks_are_typographic(strings: Strings) -> None:
    """Straight marks appear only in code, and where the case is quoted word for word."""
    given = {item["action"] for item in load("reveal")["action"]}
    code = {*load("own_incident")["template"].values()}
    code |= {editor["start"] for editor in load("lab")["editor"].values()}
    straight = [
        (name, text)
        for name in FILES
        for text in strings(said(name))
        if re.search(r"['\"]", text) and text not in given | code
    ]
    assert straight == []


def test_no_sentence_is_too_long_to_be_read_once(strings: Strings) -> None:
    """Nobody has to begin a sentence again: it has at most 40 words."""
    ends = re.compile(r"(?<=[.?!:;])[”’)]*\s|\n")
    sentences = [
        (name, sentence)
        for name in FILES
        for text in strings(said(name))
        for sentence in ends.split(text)
    ]
    assert [each for each in sentences if len(each[1].split()) > 40] == []
