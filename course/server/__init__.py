"""JupyterLab, reader mode and Binder: starting, addressing and sharing them.

The entrances are `course.server.jupyter.serve`, which `course lab` and `course read` call, and
`course.server.binder.Launch`. It stands on `progress` and `content`, and knows nothing of `build`.
"""
