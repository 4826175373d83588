"""What the person at the front needs, on screen and on paper.

The entrances are `course.guide.session.session_guide` and `session_plans`, for notebook 10, and
`course.guide.printed.guide_page`, for paper. What it says is content, on which it stands.
"""
