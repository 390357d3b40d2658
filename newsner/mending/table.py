"""The table of rules: sweeps in the order in which they run, each with its rules in order.

A new rule goes where its place is looked at; what it needs mended before stands above it.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..syntax import Tree
from . import appositions, arguments, complements, coordination, relatives, titles, word_classes
from .names import Names
from .rules import Rule, Sweep


def tokens(tree: Tree, names: Names) -> Iterable[int]:
    """All tokens."""
    return range(len(tree.form))


def roots(tree: Tree, names: Names) -> Iterable[int]:
    """Roots of the names."""
    return names


def titled_and_titles(tree: Tree, names: Names) -> Iterable[int]:
    """Roots of the names, and titles that stand for a person."""
    return [*names, *names.titles_alone]


SWEEPS: tuple[Sweep, ...] = (
    Sweep("shares", tokens, (word_classes.percentage_to_noun,)),
    Sweep(
        "names and titles",
        titles.unattached,
        (
            titles.person_to_title_before,
            titles.name_to_subject,
            titles.name_above_bare_noun,
            titles.person_to_title_above,
            titles.conjunct_to_subject,
        ),
    ),
    Sweep("demonyms of names", roots, (titles.demonym_to_name,)),
    Sweep("hyphens", tokens, (word_classes.join_hyphenated,)),
    Sweep("names as objects", roots, (arguments.name_after_adverbial,)),
    Sweep(
        "objects",
        tokens,
        (
            arguments.score_to_adverb,
            arguments.dislocated_object,
            arguments.speaker_to_object,
            arguments.second_subject,
        ),
    ),
    Sweep("predicatives", tokens, (arguments.title_of_object,)),
    Sweep("roles", tokens, (arguments.company_is_no_subject,)),
    Sweep(
        "subjects",
        tokens,
        (
            arguments.subject_right_before,
            arguments.object_to_subject,
            arguments.complement_of_subject,
        ),
    ),
    Sweep(
        "names in apposition",
        roots,
        (appositions.name_between_commas, appositions.name_in_brackets),
    ),
    Sweep(
        "nouns in apposition",
        tokens,
        (
            appositions.title_to_nearest_name,
            appositions.kind_to_name,
            appositions.attribute_to_name,
        ),
    ),
    Sweep(
        "relatives and participles",
        tokens,
        (
            relatives.relative_to_name,
            relatives.relative_object,
            relatives.disagreeing_participle,
            relatives.participle_after_name,
            relatives.participle_below_scene,
            relatives.participle_of_traveller,
        ),
    ),
    Sweep("conjuncts", tokens, (coordination.conjunct_of_same_preposition,)),
    Sweep("coordinated clauses", coordination.clauses_after_and, (coordination.clause_to_finite,)),
    Sweep("complements of names", titled_and_titles, (complements.complement_of_name,)),
    Sweep("complement clauses", tokens, (complements.complement_across_insertion,)),
)

RULES: dict[str, Rule] = {rule.name: rule for sweep in SWEEPS for rule in sweep.rules}
