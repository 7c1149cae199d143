"""Things that hang together, told pair by pair: union and find."""


class Groups:
    """Numbered things, each in one group; things that are joined share theirs."""

    __slots__ = ("_parent",)

    def __init__(self, count: int = 0) -> None:
        self._parent = list(range(count))

    def add(self) -> int:
        """One more thing, in a group of its own; returns its number."""
        self._parent.append(len(self._parent))
        return len(self._parent) - 1

    def root(self, i: int) -> int:
        """The number that stands for the group of a thing."""
        parent = self._parent
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def join(self, first: int, second: int) -> None:
        """Put two groups together; the first one's number stands for both."""
        self._parent[self.root(second)] = self.root(first)
