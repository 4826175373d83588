"""What somebody types at the desk for an incident of their own."""

FIELDS = {"title": "Tills", "organisation": "Café Noir", "timezone": "Europe/Paris"}
TIMELINE = "timestamp,event,phase\n2026-05-04T10:00,Off.,started\n2026-05-04T11:30,On.,resolved\n"
