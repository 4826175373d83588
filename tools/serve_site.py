"""Hand out a folder on this computer alone, as a web server would, and open it in a browser."""

import sys
import webbrowser
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Timer


def main() -> None:
    """Serve the folder that was given until Ctrl+C."""
    [folder] = sys.argv[1:]
    handler = partial(SimpleHTTPRequestHandler, directory=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        print(f"The course is at {address} until you press Ctrl+C.", flush=True)
        Timer(0.5, webbrowser.open, [address]).start()
        with suppress(KeyboardInterrupt):
            server.serve_forever()


if __name__ == "__main__":
    main()
