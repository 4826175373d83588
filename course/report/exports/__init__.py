"""A report taken along: as Markdown, as a page, and its actions for a tracker."""
