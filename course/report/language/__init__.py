"""The blame language: words in a text that put a person where a condition belongs.

The entrance is `course.report.language.reading.read`; the rules are content. It stands on
`content` and `page`, and reads any Markdown, not only a report.
"""
