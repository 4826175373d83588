"""The rules of the blame language, each held to its own sentences."""

import re
from collections import Counter
from importlib import resources

import pytest

from course.content import load
from course.report.language.people import marked, unmarked
from course.report.language.reading import read
from course.report.language.rules import Pattern, expanded, patterns, rules, words_of

# The parser of `re` itself: a pattern is read as the engine reads it.
parser = re._parser
IDS = [rule.id for rule in rules()]
#: In letters or words: what one part of a pattern may repeat, and what parts in each other may.
MOST_REPEATED, MOST_NESTED = 64, 400


def test_a_rule_finds_its_sentences_and_leaves_its_near_misses():
    """At least two of each stand with every rule, and each is read as the rule says."""
    assert [rule.id for rule in rules() if min(len(rule.found), len(rule.left)) < 2] == []
    expected = [
        (rule.id, text, is_found)
        for rule in rules()
        for texts, is_found in ((rule.found, True), (rule.left, False))
        for text in texts
    ]
    assert [
        (rule, text, is_found)
        for rule, text, is_found in expected
        if is_found != (rule in {found.rule.id for found in read(text)})
    ] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Two scrum ▸masters rang the help ▸desk.",
        "The masters of two disks failed.",
        "▸Mark rang, and ▸priya did; ▹we mark such calls.",
        "No ▹one saw that only one of ten disks failed.",
    ],
)
def test_somebody_may_be_two_words_or_a_name_in_small_letters(sentence):
    """The second word alone is a thing, and so is a name that is a word as well."""
    assert marked(unmarked(sentence)) == sentence


def test_what_a_rule_offers_passes_all_rules():
    """Neither its reason nor its question blames."""
    offered = [(rule.id, text) for rule in rules() for text in (rule.why, rule.ask)]
    assert [(rule, found.text) for rule, text in offered for found in read(text)] == []


def test_a_rule_has_one_name_and_a_source_that_is_known():
    """Names are not shared; a source stands in the guide's list or in the rules' own."""
    assert [name for name, count in Counter(IDS).items() if count > 1] == []
    known = {*load("facilitation")["source"], *load("language")["source"]}
    assert {source for rule in rules() for source in rule.source} <= known


def test_the_twelve_categories_have_rules():
    """None of them is only a word of the schema."""
    assert len({rule.category for rule in rules()}) == 12


def test_the_course_s_own_content_passes():
    """What the course says to learners holds to what it teaches them."""

    def texts(value):
        if isinstance(value, str):
            return [value]
        values = value.values() if isinstance(value, dict) else value
        return [text for one in values for text in texts(one)] if hasattr(value, "__iter__") else []

    names = [
        file.name.removesuffix(".toml")
        for file in resources.files("course.content").iterdir()
        if file.name.endswith(".toml") and file.name not in {"language.toml", "drafts.toml"}
    ]
    # At the desk, learners repair sentences that blame.
    to_repair = {each["sentence"] for each in load("desk")["repair"]}
    found = [
        (name, f.text)
        for name in names
        for text in texts(load(name))
        if text not in to_repair
        for f in read(text)
    ]
    assert found == []


def repeats(parsed, within=1):
    """List by how much each part of a pattern repeats, with all that it stands in."""
    for operation, argument in parsed:
        if operation in (parser.MAX_REPEAT, parser.MIN_REPEAT, parser.POSSESSIVE_REPEAT):
            _, most, inner = argument
            yield int(most), within * int(most)
            yield from repeats(inner, within * int(most))
        elif operation is parser.BRANCH:
            for branch in argument[1]:
                yield from repeats(branch, within)
        elif operation is parser.SUBPATTERN:
            yield from repeats(argument[-1], within)
        elif operation in (parser.ASSERT, parser.ASSERT_NOT):
            yield from repeats(argument[1], within)


def is_bounded(pattern):
    """Whether nothing repeats without a bound, alone or within another repetition."""
    found = list(repeats(parser.parse(pattern)))
    return all(most <= MOST_REPEATED and nested <= MOST_NESTED for most, nested in found)


def test_no_pattern_repeats_without_a_bound():
    """What an expression can try at one place is bounded by the pattern, not by the text."""
    written = [
        (rule.id, each)
        for rule in rules()
        for each in (
            *(Pattern(one, rule).expression.pattern for one in rule.patterns),
            expanded(rule.unless),
        )
    ]
    assert [(rule, each) for rule, each in written if not is_bounded(each)] == []


def test_a_pattern_is_one_way_to_say_it():
    """What it begins with stands in all that it finds: two ways are two patterns."""
    written = [(rule.id, each) for rule in rules() for each in rule.patterns]
    assert [(rule, each) for rule, each in written if is_a_choice(each)] == []


def is_a_choice(pattern):
    """Whether a pattern is several, with no brackets around them."""
    depth = 0
    for letter in pattern:
        depth += (letter in "({[") - (letter in ")}]")
        if letter == "|" and not depth:
            return True
    return False


def test_the_lint_finds_a_choice():
    """Within brackets or a sign there may be one."""
    assert is_a_choice("a|b")
    assert not is_a_choice("(?:a|b) {c|d}")


@pytest.mark.parametrize("pattern", ["a+b", "(?:a{1,60}){1,60}b", ".*", "(?:x|y*)z", "(?=a*)"])
def test_the_lint_finds_what_backtracks(pattern):
    """Loops without an end, and loops in loops, wherever they hide."""
    assert not is_bounded(pattern)


@pytest.mark.slow
def test_signs_pass_over_nothing_that_a_pattern_finds(sentences):
    """Reading only rules that a word calls for finds as much as reading all."""
    missing = []
    every = [Pattern(written, rule) for rule in rules() for written in rule.patterns]
    for row in sentences:
        sentence = row["sentence"].replace("'", "’")
        words = words_of(sentence)
        people = " " + marked(sentence)
        called = {
            (pattern.rule.id, pattern.written)
            for pattern in patterns().by(words)
            if not pattern.people or set(pattern.people) & set(people)
        }
        missing += [
            (pattern.written, sentence)
            for pattern in every
            if (pattern.rule.id, pattern.written) not in called
            and pattern.expression.search(people)
        ]
    assert missing == []
