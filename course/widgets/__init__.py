"""What the learner touches: one module, one widget, its script and style beside it.

The entrance is `course.widgets.control.Control`, the base of every widget; notebooks get each by
a name of `course`. It stands on everything but `build`, `server` and the command.
"""
