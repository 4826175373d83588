"""The report: its draft from an incident, and what a strong one holds."""
