"""The live room: a facilitator leads a session, everyone votes, and then all see.

`state` says which step may follow which, `store` keeps what was voted, `live` brings
both to the people who are connected, and `handlers` put it on the web through one of two
doors: `server` (a process of its own) and `extension` (inside a Jupyter server).

`rehearsing` says how a room plays the rehearsal, and `moments` what each viewer is told of it.
`dry_run` fills a room with simulated people, `hands` keeps what was counted without
phones, and `past` reads what earlier sessions left.

The entrances are `course.room.rooms.create_room` and `course.room.server.serve`. It stands on
`rehearsal` and `content`, and imports no widget: phones need none.
"""
