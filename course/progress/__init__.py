"""What this learner has done, kept in a file of their own.

The entrance is `progress`, the same object for all of a process. It stands on `content` and the
standard library: a notebook that only asks a question loads no more.
"""

from course.progress.answers import Attempt, Kept, KeptLearner, Progress, progress

__all__ = ["Attempt", "Kept", "KeptLearner", "Progress", "progress"]
