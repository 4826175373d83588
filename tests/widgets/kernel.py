"""What a page is told of its kernel, for tests of controls."""

ASLEEP = "The session behind this page has gone to sleep. Your answers are kept."


class Kernel:
    """What a page is told of its kernel, and the page."""

    def __init__(self, page, base, render):
        self.page = page
        self._render = render
        self.base = base
        self.answer = {"status": 200, "json": {"execution_state": "idle"}}
        page.route(f"{base}api/kernels/k", self._told)
        page.route(f"{base}room/", lambda route: route.fulfill(body="rooms"))
        page.route(f"{base}page", lambda route: route.fulfill(content_type="text/html", body=" "))
        page.goto(f"{base}page")
        page.clock.install()

    def _told(self, route):
        if self.answer is None:
            route.abort()
        else:
            route.fulfill(**self.answer)

    def show(self, widget):
        """Render a widget as reader mode does."""
        self._render(self.page, widget, self.base)

    def wait(self, seconds, step=1):
        """Let time go by, so many seconds after another, with what the page does in them."""
        for _ in range(0, seconds, step):
            self.page.clock.run_for(1000 * step)
            self.page.evaluate("() => Promise.resolve()")
