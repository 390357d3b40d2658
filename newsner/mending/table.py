"""The table of rules: sweeps in the order in which they run, each with its rules in order.

A new rule goes where its place is looked at; what it needs mended before stands above it.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..syntax import Tree
from . import (
    appositions,
    complements,
    coordination,
    objects,
    predicatives,
    relatives,
    speech,
    subjects,
    titles,
    word_classes,
)
from .names import Names
from .rules import Rule, Sweep


def tokens(tree: Tree, names: Names) -> Iterable[int]:
    """All tokens."""
    return range(len(tree.form))


def roots(tree: Tree, names: Names) -> Iterable[int]:
    """Roots of the names."""
    return names


def demonyms(tree: Tree, names: Names) -> Iterable[int]:
    """Demonyms."""
    return list(names.demonyms)


def titled_and_titles(tree: Tree, names: Names) -> Iterable[int]:
    """Roots of the names, and titles that stand for a person."""
    return [*names, *names.titles_alone]


SWEEPS: tuple[Sweep, ...] = (
    Sweep(
        "word classes",
        tokens,
        (
            word_classes.interjection_to_noun,
            word_classes.present_participle_to_adjective,
            word_classes.abbreviation_to_noun,
            word_classes.headline_verb_to_noun,
            word_classes.noun_to_verb,
        ),
    ),
    Sweep("direct speech", tokens, (speech.frame_of_quotation,)),
    Sweep("shares", tokens, (word_classes.fraction_to_noun, word_classes.percentage_to_noun)),
    Sweep("kin", tokens, (word_classes.kin_to_noun,)),
    Sweep("demonyms as verbs", demonyms, (word_classes.verb_to_demonym,)),
    Sweep(
        "names and titles",
        titles.unattached,
        (
            titles.person_to_title_before,
            titles.name_to_subject,
            titles.name_above_bare_noun,
            titles.person_to_title_above,
            titles.conjunct_to_subject,
            titles.conjunct_to_bearer,
            titles.title_before_break,
        ),
    ),
    Sweep("demonyms of titles", demonyms, (titles.demonym_to_title,)),
    Sweep(
        "what belongs to names",
        roots,
        (
            titles.dependents_of_name,
            titles.demonym_to_name,
            titles.demonym_to_office,
        ),
    ),
    Sweep(
        "hyphens and colons",
        tokens,
        (word_classes.join_hyphenated, coordination.announced_names),
    ),
    Sweep("names as objects", roots, (objects.name_after_adverbial,)),
    Sweep(
        "objects",
        tokens,
        (
            objects.score_to_adverb,
            objects.subject_beside_clitic,
            objects.dislocated_object,
            objects.speaker_to_object,
            objects.second_subject,
        ),
    ),
    Sweep("respective names", roots, (coordination.respective_people,)),
    Sweep(
        "predicatives",
        tokens,
        (
            predicatives.title_of_object,
            predicatives.title_of_passive,
        ),
    ),
    Sweep(
        "roles",
        tokens,
        (
            objects.marked_subject,
            objects.object_past_infinitive,
            objects.company_is_no_subject,
            objects.adjective_across_copula,
            objects.time_is_no_object,
            objects.time_is_no_predicate,
        ),
    ),
    Sweep(
        "subjects",
        tokens,
        (
            subjects.participle_is_no_apposition,
            subjects.subject_right_before,
            subjects.object_of_nonfinite,
            subjects.object_to_subject,
            subjects.second_object_to_subject,
            subjects.second_subject_to_object,
            subjects.fronted_object,
            subjects.fronted_title,
            subjects.complement_of_subject,
        ),
    ),
    Sweep(
        "names in apposition",
        roots,
        (
            appositions.names_of_plural,
            appositions.name_between_commas,
            appositions.place_to_noun,
            appositions.patient_of_event,
            appositions.name_in_brackets,
        ),
    ),
    Sweep(
        "nouns in apposition",
        tokens,
        (
            appositions.pronoun_of_office,
            appositions.adjective_to_title,
            appositions.title_after_time,
            appositions.second_title,
            appositions.title_to_nearest_name,
            appositions.kind_to_name,
            appositions.attribute_to_name,
            appositions.object_after_insertion,
        ),
    ),
    Sweep(
        "relatives and participles",
        tokens,
        (
            relatives.relative_to_title,
            relatives.relative_to_name,
            relatives.relative_object,
            relatives.pronoun_of_second_relative,
            relatives.disagreeing_participle,
            relatives.participle_of_event,
            relatives.complement_behind_participle,
            relatives.participle_of_relation,
            relatives.participle_of_owner,
            relatives.participle_of_fronted,
            relatives.participle_of_object,
            relatives.participle_of_traveller,
        ),
    ),
    Sweep("conjuncts", tokens, (coordination.conjunct_of_same_preposition,)),
    Sweep(
        "coordinated clauses",
        coordination.clauses_after_and,
        (
            coordination.clause_to_relative,
            coordination.clause_to_finite,
            coordination.clause_from_complement,
        ),
    ),
    Sweep("complements of names", titled_and_titles, (complements.complement_of_name,)),
    Sweep("towns", roots, (complements.town_of_body,)),
    Sweep(
        "complements",
        tokens,
        (
            complements.addressee_of_late_subject,
            complements.doer_of_object,
            complements.target_of_judged_event,
            complements.post_of_diplomat,
        ),
    ),
)

RULES: dict[str, Rule] = {rule.name: rule for sweep in SWEEPS for rule in sweep.rules}
