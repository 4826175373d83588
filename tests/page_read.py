"""A page, or a piece of one, as somebody finds it who cannot see it."""

import re
from typing import Any


class PageRead:
    """What a page says, as somebody finds it who goes by headings, tables and terms."""

    def __init__(self, html: str) -> None:
        from bs4 import BeautifulSoup

        self.soup = BeautifulSoup(html, "html.parser")

    @staticmethod
    def words(element: Any) -> str:
        """Read an element on one line, a break within it as a space."""
        return " ".join(element.get_text(" " * bool(element.find("br"))).split())

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Each heading behind its level."""
        found = self.soup.find_all(re.compile(r"^h[1-6]$"))
        return [(int(heading.name[1]), self.words(heading)) for heading in found]

    @property
    def tables(self) -> dict[str, list[dict[str, str]]]:
        """Each table by its name; its rows hold each cell under its column's name, or number."""
        tables: dict[str, list[dict[str, str]]] = {}
        for table in self.soup.find_all("table"):
            columns, *rows = [
                [self.words(cell) for cell in row.find_all(["th", "td"])]
                for row in table.find_all("tr")
            ]
            names = [name or f"{number}" for number, name in enumerate(columns, 1)]
            read = [dict(zip(names, row, strict=True)) for row in rows]
            tables[self.words(table.caption)] = read
        return tables

    @property
    def terms(self) -> list[tuple[str, str]]:
        """Each term, and what is said about it."""
        terms = self.soup.find_all("dt")
        return [(self.words(term), self.words(term.find_next_sibling("dd"))) for term in terms]

    @property
    def entries(self) -> list[str]:
        """Each entry of each list."""
        return [self.words(entry) for entry in self.soup.find_all("li")]

    @property
    def to_open(self) -> list[tuple[str, bool]]:
        """What can be opened, and whether it stands open already."""
        found = self.soup.find_all("details")
        return [(self.words(one.summary), one.has_attr("open")) for one in found]
