"""A report taken along: as Markdown, as a page, and its actions for a tracker.

The entrance is `course.report.exports.forms.exported`, by the name of a form. It stands on the
document that `course.report` reads, and asks nothing of its checks but how many are open.
"""
