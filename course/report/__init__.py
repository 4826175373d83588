"""The report: its draft from an incident, what it holds once it is written, and a strong one.

The entrances are `course.report.draft.draft` and `course.report.document.parse`; `language` and
`checks` read what is written, and `exports` take it along. It stands on `incident` and `rehearsal`.
"""
