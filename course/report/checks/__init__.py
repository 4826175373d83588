"""A report read as a good reviewer would read it: what is found, and a question that mends it.

The entrance is `course.report.checks.reading.read_report`. It stands on the document that
`course.report` reads, and on its `language`.
"""
