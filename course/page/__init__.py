"""How things are said: fragments, tables, Markdown, moments and shares."""
