"""Every notebook run, and pages written of them.

The entrance is `course.build.course.build`, which `course build` calls; `site` writes the browser
edition. It may import everything under `commands`, and `server`, beside it, knows nothing of it.
"""
