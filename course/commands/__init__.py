"""The subcommands of `course`, one module each: `add` says what it takes, `run` does it.

The entrance is `course.cli.main`, which loads the one that is called. A command stands on
everything under it, and imports that when it runs.
"""
