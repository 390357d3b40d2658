"""Rules, sweeps, and the driver that applies what the rules say.

A rule looks at one token and yields edits; the driver applies each at once, so that a rule sees
what it has changed. Where an edit would close a cycle, all edits of the rule at this place are
undone. What was changed is logged under the name of the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

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


@dataclass(frozen=True)
class Sweep:
    """One walk over a Doc: where it looks, in order, and its rules, in order.

    ``by_word`` has the rules that look at a word class with a relation, as they are asked for.
    """

    name: str
    places: Callable[[Tree, Names], Iterable[int]]
    rules: tuple[Rule, ...]
    by_word: dict[str, dict[str, tuple[Rule, ...]]] = field(default_factory=dict, repr=False)

    def looking_at(self, pos: str, dep: str) -> tuple[Rule, ...]:
        """Rules that look at words of a class with a relation."""
        known = self.by_word.setdefault(pos, {})
        if dep not in known:
            known[dep] = tuple(
                one
                for one in self.rules
                if (not one.pos or pos in one.pos) and (not one.dep or dep in one.dep)
            )
        return known[dep]


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
        pos, dep = self.tree.pos, self.tree.dep
        for sweep in sweeps:
            check()
            known = sweep.by_word
            for i in sweep.places(self.tree, self.names):
                try:
                    rules = known[pos[i]][dep[i]]
                except KeyError:
                    rules = sweep.looking_at(pos[i], dep[i])
                if rules:
                    self._look(sweep, rules, i)

    def _look(self, sweep: Sweep, rules: tuple[Rule, ...], i: int) -> None:
        """Run the rules that look at a token; once it is another word, those that then do."""
        for one in rules:
            if (self.without and one.name in self.without) or not self._apply(one, i):
                continue
            if not one.last:
                later = sweep.rules[sweep.rules.index(one) + 1 :]
                now = sweep.looking_at(self.tree.pos[i], self.tree.dep[i])
                self._look(sweep, tuple(other for other in now if other in later), i)
            return

    def _apply(self, rule: Rule, i: int) -> bool:
        """Whether the rule has changed something."""
        tree = self.tree
        edits = rule.mend(tree, self.names, i)
        first = next(edits, None)
        if first is None:
            return False
        done: list[tuple[Edit, Edit]] = []  # with the state before
        for edit in chain((first,), edits):
            check()
            state = tree.state(edit.token)
            if not tree.apply(edit):
                self.refused.append(rule.name)
                for _, old in reversed(done):
                    tree.restore(old)
                return False
            if tree.state(edit.token) != state:
                done.append((edit, state))
        if done:
            self.log.append(Applied(rule.name, i, tuple(edit for edit, _ in done)))
        return bool(done)
