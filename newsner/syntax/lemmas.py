"""Lemmas of verbs, with *si* and without what is joined: "incontrarlo" is "incontrare" and "lo"."""

from __future__ import annotations

from ..knowledge.propositions import PropositionWords


def with_si(infinitive: str) -> str:
    """Give the lemma of a reflexive verb: "dimettersi", "porsi"."""
    return (infinitive[:-2] if infinitive.endswith("rre") else infinitive[:-1]) + "si"


def parted(lemma: str, form: str, verb_form: str, words: PropositionWords) -> tuple[str, list[str]]:
    """Part a verb from its pronouns.

    Parameters
    ----------
    lemma, form
        As tagged, lower-case; a lemma of several words has them already apart.
    verb_form
        UD's ``VerbForm``: after which endings a pronoun may be joined.

    Returns
    -------
    Lemma of the verb, that of an irregular participle mended ("dimessosi"), and the pronouns.
    """
    if " " in lemma:
        verb, *pronouns = lemma.split()
        return verb, pronouns
    pronouns = _joined(form, verb_form, words)
    bare = form.removesuffix("".join(pronouns))
    irregular = words.nouns.participles.get(bare[:-1], "") if len(bare) > 3 else ""
    return irregular or lemma, pronouns


def _joined(form: str, verb_form: str, words: PropositionWords) -> list[str]:
    clitics = words.clitics
    if not form.endswith(clitics.joined):
        return []
    by_form = {"Inf": clitics.infinitive, "Ger": clitics.gerund, "Part": clitics.participle}
    endings = by_form.get(verb_form, ())
    for clitic in clitics.joined:
        if not form.endswith(clitic):
            continue
        if verb_form == "Part" and clitic not in clitics.reflexive:
            continue  # "sentiti" is no "senti-ti"
        if form[: -len(clitic)].endswith(endings):
            return [clitic[:-2], clitic[-2:]] if len(clitic) > 3 else [clitic]
    return []
