"""Where in a file a table or a value stands."""

from course.rehearsal.lines import Lines

TEXT = '''title = "T"
long = """
[[fact]]
id = 9
"""

[rules]
minutes = 60

[[moment]]
number = 0
[[moment.move]]
id = "a"
[[moment.move]]
id = "b"
[[moment]]
[[moment.move]]
say = "x"
'''


def test_tables_and_values_have_their_lines():
    """Lists are counted, also within lists, and a text of several lines is no table."""
    lines = Lines(TEXT)
    assert lines.of("rules", "minutes") == 8
    assert lines.of("moment", 0, "move", 1, "id") == 15
    assert lines.of("moment", 1, "move", 0, "say") == 18
    assert lines.of("fact", 0) == 0


def test_what_is_missing_is_told_where_it_belongs():
    """The line of the table that it is missing from."""
    assert Lines(TEXT).of("moment", 1, "move", 0, "reply") == 17
