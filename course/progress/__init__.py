"""What this learner has done, kept in a file of their own."""

from course.progress.answers import Attempt, Progress, progress

__all__ = ["Attempt", "Progress", "progress"]
