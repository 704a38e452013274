"""Tables: what stands above a cell."""

from markdown_it.token import Token


class Columns:
    """Remembers what stands at the top of each column of the table that is being read."""

    def __init__(self) -> None:
        self._headings: list[str] = []
        self._column = -1
        self._in_head = False

    def see(self, token: Token) -> None:
        """Look at the next token of a text."""
        if token.type == "table_open":
            self._headings = []
        elif token.type == "tr_open":
            self._column = -1
        elif token.type in ("th_open", "td_open"):
            self._column += 1
            self._in_head = token.type == "th_open"
            if self._in_head:
                self._headings.append("")

    def heading(self, plain: str) -> str:
        """Return what stands above the cell that says this; "" for what stands at the top itself."""
        if self._in_head:
            self._headings[self._column] = plain
            return ""
        return self._headings[self._column] if self._column < len(self._headings) else ""
