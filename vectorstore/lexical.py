"""The lexical leg: BM25 over characters, pairs of characters, numbers and words."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

import bm25s
import numpy as np

_TOKEN = re.compile(
    r"(?P<han>[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)"
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<word>[^\W\d_\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)"
)
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")


class LexicalIndex:
    """BM25 over texts held in memory. Read-only after construction, so safe between threads.

    Single characters and bigrams beat jieba's words on CMRC2018 (recall@1 .939 against .914) and need no dictionary.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = len(texts)
        vocabulary: dict[str, int] = {}
        corpus = [[vocabulary.setdefault(token, len(vocabulary)) for token in tokens(text)] for text in texts]
        self._model = None
        if vocabulary:
            self._model = bm25s.BM25()
            self._model.index((corpus, vocabulary), show_progress=False)

    def search(self, text: str, k: int, mask: np.ndarray | None = None) -> list[tuple[int, float]]:
        """The ``k`` best texts as (position, score), best first, equals in order of position; never score 0.

        ``mask`` holds a weight for every text; weight 0 leaves it out.
        """
        query = list(tokens(text))
        if self._model is None or not query or k <= 0:
            return []
        scores = self._model.get_scores(query, weight_mask=mask)
        order = np.argsort(-scores, kind="stable")[:k]
        return [(int(position), float(scores[position])) for position in order if scores[position] > 0]


def tokens(text: str) -> Iterator[str]:
    """Search terms: each Chinese character and adjacent pair, numbers whole, words of other scripts whole.

    Width and case are folded; commas between thousands are dropped ("19,485" is "19485").
    """
    # The full-width comma separates, but folding would turn it into one that joins thousands ("8060，900").
    folded = unicodedata.normalize("NFKC", text.replace("，", "、")).lower()
    for match in _TOKEN.finditer(_THOUSANDS.sub("", folded)):
        token = match.group()
        yield from token if match.lastgroup == "han" else (token,)
        if match.lastgroup == "han":
            yield from (first + second for first, second in pairwise(token))
