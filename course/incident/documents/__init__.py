"""What people have written an incident down in: known by what stands in it, never by its name.

The entrance is `read_document`: bytes in, rows of cells out. It stands on the times and findings
of `course.incident`, and knows nothing of what an incident is.
"""

from course.incident.documents.document import Document, read_document
from course.incident.documents.written import Written

__all__ = ["Document", "Written", "read_document"]
