"""spaCy's tokenizer, in time linear in what has no spaces either.

It takes affixes off a word one by one, and looks through the rest each time: "1°" ten thousand
times takes it a minute.
"""

import re
from collections.abc import Iterator

from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc

MOST = 400  # characters: addresses are shorter, and words
_LONG = re.compile(rf"\S{{{MOST + 1},}}")
_JOINT = re.compile(r"\W(?=\w*$)")


class BoundedTokenizer(Tokenizer):  # type: ignore[misc]
    """Reads what is longer than `MOST` characters and has no space in pieces."""

    @classmethod
    def like(cls, given: Tokenizer, vocab: object) -> "BoundedTokenizer":
        """Give a tokenizer with the rules of another one, over ``vocab``."""
        return cls(
            vocab,
            rules=given.rules,
            prefix_search=given.prefix_search,
            suffix_search=given.suffix_search,
            infix_finditer=given.infix_finditer,
            token_match=given.token_match,
            url_match=given.url_match,
            faster_heuristics=given.faster_heuristics,
        )

    def __call__(self, string: str) -> Doc:
        """Tokenise a text."""
        if not _LONG.search(string):
            doc: Doc = super().__call__(string)
            return doc
        words: list[str] = []
        spaces: list[bool] = []
        for piece in _pieces(string):
            for token in super().__call__(piece):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
        return Doc(self.vocab, words=words, spaces=spaces)


def _pieces(text: str) -> Iterator[str]:
    """Cut a text inside what is too long, behind a sign that is no letter if there is one."""
    start = 0
    for run in _LONG.finditer(text):
        at = run.start()
        while run.end() - at > MOST:
            joint = _JOINT.search(text[at : at + MOST])
            at += joint.end() if joint else MOST
            yield text[start:at]
            start = at
    yield text[start:]
