"""Reading a CSV file: what is taken, and how what is no table is explained."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from course.incident.findings import Findings
from course.incident.loading import load_incident
from course.incident.spreadsheet import read_separated, rows_of
from course.incident.tabulated import tabulated


class TestWhatIsTaken:
    """Files as people and programs write them."""

    def test_a_line_of_totals_goes_with_the_row_above(self):
        """Its word is no time, and nothing stands behind it."""
        rows = [
            "Time;What;Sum",
            *(f"2026-06-11 18:1{n};Step {n};{n}" for n in range(5)),
            "Total;;10",
        ]
        found = tabulated("\n".join(rows).encode(), ZoneInfo("UTC"))
        assert found.timeline.splitlines()[-1] == "2026-06-11T18:14,Step 4 (Total)"

    def test_macrons_emoji_commas_quotes_and_newlines_survive(self, write):
        """A cell comes back as it was written."""
        event = 'Ōtautahi said: "🚑, āe",\nand then nothing'
        quoted = event.replace('"', '""')
        incident = load_incident(write(f'timestamp,event\n2026-06-11T18:14,"{quoted}"\n'))
        assert incident.events["event"].iloc[0] == event

    @pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
    @pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
    def test_byte_order_marks_and_line_ends_of_any_system(self, write, least_facts, bom, line_end):
        """A file from any spreadsheet program reads the same."""
        text = line_end.join(["timestamp,event", "2026-06-11T18:14,A.", "2026-06-11T18:15,B.", ""])
        facts = bom + least_facts.replace("\n", "\r\n").encode()
        incident = load_incident(write(bom + text.encode(), facts))
        assert list(incident.events["event"]) == ["A.", "B."]

    def test_blank_rows_are_skipped_and_counted(self, write, the_problem):
        """A row number is the one that a spreadsheet shows."""
        text = "timestamp,event\n\n,\n2026-06-11T18:14,A.\n\nlater,B.\n"
        assert "row 6" in the_problem(write(text))

    def test_a_row_number_counts_cells_with_line_breaks_once(self, write, the_problem):
        """A line break inside a cell starts no new row in a spreadsheet."""
        assert "row 3" in the_problem(
            write('timestamp,event\n2026-06-11T18:14,"A\n\nB"\nlater,C\n')
        )

    def test_spaces_around_cells_are_nothing(self, write):
        """Cells and headers are read without the spaces around them."""
        text = "timestamp , event,phase\n 2026-06-11T18:14 , A. , started \n"
        incident = load_incident(write(text))
        assert incident.events.iloc[0][["event", "phase"]].to_list() == ["A.", "started"]


class TestFilesThatAreNoTable:
    """What cannot be read is explained in the words of where it came from."""

    @pytest.mark.parametrize("content", ["", "\n \n", "\ufeff"])
    def test_an_empty_file(self, write, the_problem, content):
        """Nothing in it, or nothing but blanks."""
        assert "the file is empty" in the_problem(write(content))

    @pytest.mark.parametrize("line_end", ["\r\n", "\n"])
    @pytest.mark.parametrize("above", ["", " ", ","])
    def test_a_blank_row_above_the_header(self, write, above, line_end):
        """The header is found where it is, and rows keep the numbers of the spreadsheet."""
        text = line_end.join([above, "timestamp,event", "2026-06-11T18:14,A.", ""])
        assert [event.row for event in load_incident(write(text)).timeline] == [3]

    def test_a_title_above_the_header(self, write):
        """It is said which rows were passed over."""
        text = "Incident 42 timeline,\n,\nTimestamp,Event\n2024-03-01 14:05,Alarm\n"
        incident = load_incident(write(text))
        assert [event.row for event in incident.timeline] == [4]
        assert "row 1 stands above the names of the columns" in incident.notices[0]

    def test_a_header_that_stands_again(self, write):
        """Exports that were put together have several; all but the first are passed over."""
        text = "timestamp,event\n2026-06-11T18:14,A.\ntimestamp,event\n2026-06-11T18:15,B.\n"
        incident = load_incident(write(text))
        assert [event.row for event in incident.timeline] == [2, 4]
        assert "the names of the columns stand again in row 3" in incident.notices[0]

    def test_a_column_twice(self, write, the_problem):
        """Of two columns with one name nobody knows which is meant."""
        found = the_problem(write("timestamp,event,event\n2026-06-11T18:14,A.,B.\n"))
        assert "found column `event` 2 times" in found

    @pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
    @pytest.mark.parametrize("first", ["", "sep={}\n", '"sep={}"\r\n'])
    def test_any_common_separator(self, write, separator, first):
        """Also as the first line of a spreadsheet names it, which then counts as no row."""
        text = first.format(separator) + separator.join(["timestamp", "event"])
        text += f'\n2026-06-11T18:14{separator}"A{separator} B"\n'
        (event,) = load_incident(write(text)).timeline
        assert (event.row, event.event) == (2, f"A{separator} B".strip())

    def test_a_cell_of_a_million_characters(self, write, the_problem):
        """A cell too long to be a sentence is told by its length, not by its content."""
        text = f"timestamp,event\n2026-06-11T18:14,{'x' * 1_000_000}\n"
        found = the_problem(write(text))
        assert "row 2, column `event`: found 1,000,000 characters" in found
        assert len(found) < 300

    def test_a_quotation_mark_that_never_closes(self, write, the_problem):
        """The rest of the file is swallowed; the message says by what."""
        text = 'timestamp,event\n2026-06-11T18:14,"A.\n2026-06-11T18:15,B.\n'
        found = the_problem(write(text))
        assert "row 2: found a quotation mark that never closes" in found

    def test_a_quotation_mark_that_never_closes_in_the_header(self, write, the_problem):
        """Nothing is left that could be checked."""
        found = the_problem(write('timestamp,"event\n2026-06-11T18:14,A.\n'))
        assert "row 1: found a quotation mark that never closes" in found

    def test_the_cells_of_a_row_that_is_too_long_are_not_judged(self, write, the_problem):
        """Behind a comma too many every cell stands one place off: what it says is not wrong."""
        text = (
            "timestamp,event,phase,affected_cumulative\n"
            "2026-06-11T18:14,A, and so on,started,5\n2026-06-11T18:15,B.,,3\n"
        )
        assert "row 2: found 5 cells" in the_problem(write(text))

    def test_rows_longer_than_the_header_are_all_told(self, write, problems):
        """A comma in a sentence without quotation marks is a cell too many."""
        text = (
            "timestamp,event\n2026-06-11T18:14,A, and\n2026-06-11T18:15,B.\n2026-06-11T18:16,C,d\n"
        )
        found = problems(write(text))
        assert ["row 2" in found[0], "row 4" in found[1]] == [True, True]
        assert "quotation marks" in found[0]

    def test_the_first_row_longer_than_the_header_by_one(self, write, problems):
        """A table whose rows are all one cell too long is not taken for one with labels."""
        text = "timestamp,event\n2026-06-11T18:14,A,x\n2026-06-11T18:15,B,y\n"
        assert len(problems(write(text))) == 2

    def test_a_nul_byte(self, write, the_problem):
        """The cell that holds it is named."""
        found = the_problem(write(b"timestamp,event\n2026-06-11T18:14,A\0B\n"))
        assert "row 2, column `event`: found a NUL byte" in found

    def test_windows_letters(self, write):
        """A file that is not UTF-8 is read as what it most likely is, and an example is shown."""
        text = "timestamp,event\n2026-06-11T18:14,café – “open”\n"
        incident = load_incident(write(text.encode("cp1252")))
        assert incident.timeline[0].event == "café – “open”"
        assert "was read as Windows-1252, as in “" in incident.notices[0]
        assert "café" in incident.notices[0]

    def test_damaged_utf_8(self, write, problems):
        """Where some letters are UTF-8 and some are not, each cell with a loss is named."""
        text = "timestamp,event\n2026-06-11T18:14,Ō\n2026-06-11T18:15,plain\n2026-06-11T18:16,?\n"
        (told,) = problems(write(text.encode().replace(b"?", b"caf\xe9!")))
        assert "row 4, column `event`: found bytes that are not UTF-8" in told

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
    def test_other_unicode(self, write, encoding):
        """A spreadsheet's “Unicode text” is text."""
        text = "timestamp\tevent\n2026-06-11T18:14\tŌtautahi, āe\n"
        assert load_incident(write(text.encode(encoding))).timeline[0].event == "Ōtautahi, āe"

    def test_a_folder_instead_of_a_file(self, write, the_problem):
        """A folder of that name is no timeline."""
        folder = write("")
        (folder / "incident_timeline.csv").unlink()
        (folder / "incident_timeline.csv").mkdir()
        assert "incident_timeline.csv: found a folder" in the_problem(folder)


MALFORMED = {
    "a missing column": (
        "moment,event,phase,affected_cumulative\nlately,,begun,many\n",
        ["1: column `timestamp`", "2, column `event`", "2, column `phase`", "2, column `affected"],
    ),
    "a missing column and no events": (
        "moment,event\n",
        ["", "1: column `timestamp`"],
    ),
    "a column twice": (
        "timestamp,event,phase,phase\nthen,A.,begun,\n",
        ["1: found column `phase` 2 times", "2, column `phase`", "2, column `timestamp`"],
    ),
    "rows that are too long": (
        (
            "timestamp,event,phase\nthen,A, b,begun\n2026-06-11T18:14,B,c,d\n\n"
            "2026-06-11T18:15,C.,begun\n11 June, 2026 18:16,D,started\n"
        ),
        [
            "2: found 4 cells",
            "2, column `timestamp`",
            "3: found 4 cells",
            "5, column `phase`",
            "6: found 4 cells",
        ],
    ),
    "commas at the end of every row": (
        "timestamp,event\nthen,A.,\n2026-06-11T18:14,,,\n",
        ["2: found 3 cells", "2, column `timestamp`", "3: found 4 cells", "3, column `event`"],
    ),
    "a quotation mark that never closes": (
        'timestamp,event\nthen,A.\n2026-06-11T18:14,B, and\n2026-06-11T18:15,"C.\nlater,D.\n',
        ["2, column `timestamp`", "3: found 3 cells", "4: found a quotation mark"],
    ),
    "semicolons": (
        "timestamp;event;phase\nthen;A, and;begun\n2026-06-11T18:15;;\n",
        ["2, column `phase`", "2, column `timestamp`", "3, column `event`"],
    ),
    "semicolons in Latin-1": (
        "timestamp;event\nthen;caf\xe9\n".encode("latin-1"),
        ["2, column `timestamp`"],
    ),
    "a NUL byte": (
        "timestamp,event,phase\n2026-06-11T18:14,A\0B,begun\n",
        ["2, column `event`: found a NUL byte", "2, column `phase`"],
    ),
    "tabs in UTF-16": (
        "timestamp\tevent\nthen\tcaf\xe9\n".encode("utf-16"),
        ["2, column `timestamp`"],
    ),
}


@pytest.mark.parametrize(("text", "rows"), MALFORMED.values(), ids=MALFORMED)
def test_a_table_that_is_malformed_is_told_with_all_else(write, problems, text, rows):
    """What can be read of it is checked in the same round."""
    found = problems(write(text))
    for row, problem in zip(rows, found, strict=True):
        where = f", row {row}" if row else ": found"
        assert problem.startswith(f"incident_timeline.csv{where}")


@given(st.text("ab ,;\t|\r\n\x85\u2028", max_size=40), st.sampled_from([",", ";", "\t", "|"]))
def test_the_short_way_through_a_table_is_the_same(text, separator):
    """Without quotation marks cells are what the csv module makes of them."""
    with_marks = rows_of(f'{text}\n"end"', separator)
    assert rows_of(f"{text}\nend", separator) == with_marks


_CELL = st.sampled_from(["", " A. ", "event", "timestamp", "2026-06-11T18:14", "\x85"])
_LINE = st.sampled_from([1, 2, 2, 2, 2, 3]).flatmap(
    lambda width: st.lists(_CELL, min_size=width, max_size=width)
)


@given(
    st.lists(_LINE, max_size=6),
    st.sampled_from([",", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\n", "\n\n"]),
)
@example([["A."], ["2026-06-11T18:14", "A.", "B."]], ",", "\n", "")
@example([["timestamp", "event"], ["2026-06-11T18:14", "A."]], ",", "\n", "")
def test_the_short_way_by_columns_is_the_same(lines, separator, line_end, end):
    """A table without quotation marks is read, and explained, as one that has them."""
    below = [separator.join(cells) for cells in lines]
    read = []
    for name in ("timestamp", '"timestamp"'):
        text = line_end.join([f"{name}{separator}event", *below]) + end
        findings = Findings("a.csv")
        cells = read_separated(text, findings, ("timestamp", "event"))
        read.append((cells, findings.problems, findings.notices))
    assert read[0] == read[1]
