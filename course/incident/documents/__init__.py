"""What people have written an incident down in: known by what stands in it, never by its name."""

from course.incident.documents.document import Document, read_document
from course.incident.documents.written import Written

__all__ = ["Document", "Written", "read_document"]
