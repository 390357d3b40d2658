"""Rules, sweeps, and the driver that applies what the rules say.

A rule looks at one token and yields edits; the driver applies each at once, so that a rule sees
what it has changed. Where an edit would close a cycle, all edits of the rule at this place are
undone. What was changed is logged under the name of the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..deadline import check
from ..syntax import Edit, Tree
from .names import Names

Mend = Callable[[Tree, Names, int], Iterator[Edit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A mend of one place.

    ``pos`` and ``dep`` are the word classes and relations of the tokens it looks at, empty for
    any. Where a ``last`` one changes something, no later rule of the sweep looks at the token.
    """

    name: str
    mend: Mend
    pos: frozenset[str]
    dep: frozenset[str]
    last: bool

    @property
    def says(self) -> str:
        """What it does, with an example: the first paragraph of its docstring."""
        return " ".join((self.mend.__doc__ or "").partition("\n\n")[0].split())


def rule(pos: str = "", dep: str = "", *, last: bool = False) -> Callable[[Mend], Rule]:
    """Make a rule of a function; word classes and relations are given in one string."""

    def make(mend: Mend) -> Rule:
        return Rule(mend.__name__, mend, frozenset(pos.split()), frozenset(dep.split()), last)

    return make


@dataclass(frozen=True, slots=True)
class Sweep:
    """One walk over a Doc: where it looks, in order, and its rules, in order."""

    name: str
    places: Callable[[Tree, Names], Iterable[int]]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Applied:
    """What a rule has changed at a token."""

    rule: str
    token: int
    edits: tuple[Edit, ...]


class Driver:
    """Runs sweeps over one tree.

    ``log`` has what was applied, ``refused`` the rules whose edits would have closed a cycle.
    """

    def __init__(self, tree: Tree, names: Names, without: Collection[str] = ()) -> None:
        self.tree, self.names, self.without = tree, names, without
        self.log: list[Applied] = []
        self.refused: list[str] = []

    def run(self, sweeps: Sequence[Sweep]) -> None:
        """Run the sweeps in order."""
        tree = self.tree
        for sweep in sweeps:
            rules = [rule for rule in sweep.rules if rule.name not in self.without]
            check()
            for i in sweep.places(tree, self.names):
                for rule in rules:
                    if rule.pos and tree.pos[i] not in rule.pos:
                        continue
                    if rule.dep and tree.dep[i] not in rule.dep:
                        continue
                    if self._apply(rule, i) and rule.last:
                        break

    def _apply(self, rule: Rule, i: int) -> bool:
        """Whether the rule has changed something."""
        tree = self.tree
        done: list[Edit] = []
        before: list[Edit] = []
        for edit in rule.mend(tree, self.names, i):
            check()
            state = tree.state(edit.token)
            if not tree.apply(edit):
                self.refused.append(rule.name)
                for old in reversed(before):
                    tree.restore(old)
                return False
            if tree.state(edit.token) != state:
                done.append(edit)
                before.append(state)
        if done:
            self.log.append(Applied(rule.name, i, tuple(done)))
        return bool(done)
