"""How things are said: blocks, fragments, Markdown, moments and shares.

What is shown is made of `course.page.blocks` once; the entrance is `course.page.fragment.shown`,
which gives it as a page and as text. It stands on the standard library alone.
"""
