"""Whether a claim's figure and a quote's are of one thing."""

import re
from collections.abc import Sequence

from assistant.amounts import agree, amount_of
from assistant.lexicon import load_lexicon, matches
from assistant.mentions import EMPTY, Mention, content, runs
from assistant.stated import Stated
from assistant.text import bigrams, fold
from assistant.words import split_words

OTHER = "引文中这个数说的不是同一件事"

OWN, NEAR, QUOTED, AROUND = 1.0, 0.8, 0.6, 0.25
"""What a word of the claim counts by where it is found: with the figure, in what leads to it, elsewhere in the quote or
its headings, in the passage. The last is below ``SHARE``, so that the passage alone supports nothing."""

SHARE = 0.5
"""Of the weight of a claim's content words: a paraphrase keeps most nouns, a swapped subject loses them."""

ALIKE, UNLIKE = 0.34, 0.6
"""The share of another figure's distinct words that gives a claim to it, in the same kind of unit and in another."""

_YEAR_TOLD = re.compile(r"(?:19|20)\d\d年")
"""Our date before a clause, which a segmenter may draw a character of it to: 2025年车|桩比."""

_NOUNS = ("n", "t", "m", "j", "l", "i", "eng", "s", "f", "b")
_VERBS = ("v", "a", "z", "d")
_TOTAL, _ADDED = re.compile("总数|总量|累计达|保有量"), re.compile("新增|净增|新建|新设|增加(?!值)")
_APART = (
    ("城镇", "农村"),
    ("城市", "农村"),
    ("第一", "第二", "第三"),
    ("进口", "出口"),
    ("登记", "调查"),
    ("新开工", "新完工"),
    ("开工", "完工", "竣工"),
    ("小学", "中学", "幼儿园", "高中"),
)
"""Names that part what reads alike otherwise: 城镇 and 农村居民人均可支配收入."""


def subject_problem(claim: Mention, stated: Stated, beside: Sequence[Stated]) -> str:
    """Empty if the claim's words are the stated figure's, and no more those of another figure of the quote."""
    if not re.search(r"[\u4e00-\u9fff]", claim.sentence):
        return _english_problem(claim, stated)
    if (
        _stands_for_another(claim, stated, beside)
        or _contrast(claim, stated)
        or _level_for_increment(claim, stated)
        or _belongs_to_another(claim, stated, beside)
    ):
        return OTHER
    return "" if _share(claim.own, stated) >= SHARE else OTHER


def _share(own: str, stated: Stated) -> float:
    """The weighted share of the content words that may name the stated figure's subject."""
    words = _content_words(own)
    total = sum(weight for _, weight in words)
    near, around = _said_otherwise(own, stated.near), _said_otherwise(own, stated.passage)
    met = sum(
        weight * max(_met(word, stated), OWN * (word in near), AROUND * (word in around)) for word, weight in words
    )
    return met / total if total else 1.0


def _met(word: str, stated: Stated) -> float:
    places = ((OWN, stated.own), (NEAR, stated.near), (QUOTED, stated.quote), (AROUND, stated.passage))
    found = next((worth for worth, text in places if word in text), 0.0)
    return found or NEAR * _hit(set(bigrams(word)), stated.near)


def _content_words(text: str) -> list[tuple[str, float]]:
    return [
        (fold(word.text), 1.0 if word.tag.startswith(_NOUNS) else 0.5)
        for word in split_words(_YEAR_TOLD.sub(" ", text))
        if len(word.text) > 1
        and word.text not in EMPTY
        and not word.text.isdigit()
        and word.tag.startswith(_NOUNS + _VERBS)
    ]


def _said_otherwise(text: str, quote: str) -> str:
    """The expressions of a text that the quote words otherwise (GDP for 地区生产总值)."""
    known = load_lexicon().expand(text)
    return " ".join(fold(said) for said, forms in known if any(fold(form) in quote for form in forms))


def _contrast(claim: Mention, stated: Stated) -> bool:
    own, theirs = fold(claim.own), fold(stated.mention.own)
    for group in _APART:
        mine = {name for name in group if name in own}
        other = {name for name in group if name in theirs}
        if mine and other and not mine & other:
            return True
    return False


def _level_for_increment(claim: Mention, stated: Stated) -> bool:
    """Whether one is a total (总数达到284家) and the other what was added to it (新增31家)."""
    pairs = ((claim.head, stated.mention.head), (stated.mention.head, claim.head))
    return any(
        _TOTAL.search(one) and not _ADDED.search(one) and _ADDED.search(other) and not _TOTAL.search(other)
        for one, other in pairs
    )


def _belongs_to_another(claim: Mention, stated: Stated, beside: Sequence[Stated]) -> bool:
    """Whether the claim's words are rather those that only another figure of the quote has."""
    if re.search("全[国省市区县]", claim.head) and not content(claim.head):
        return False  # 全市累计24家 leaves the part that was spoken of before
    own = fold(claim.own)
    mine = _pairs(stated)
    for other in beside:
        if other is stated or agree(claim.quantity, other.quantity) or other.in_row != stated.in_row:
            continue
        theirs = _pairs(other)
        enough = ALIKE if amount_of(other.quantity).kind == amount_of(claim.quantity).kind else UNLIKE
        if _hit(theirs - mine, own) > max(_hit(mine - theirs, own), enough):
            return True
    return False


def _pairs(stated: Stated) -> set[str]:
    return {pair for run in runs(stated.mention.own) for pair in bigrams(fold(run))}


def _stands_for_another(claim: Mention, stated: Stated, beside: Sequence[Stated]) -> bool:
    """Whether the claim puts its figure where the quote has another: 由6家整合为14家 for 由14家整合为6家."""
    mine, theirs = _frame(claim), _frame(stated.mention)
    if mine[0] == theirs[0] or mine[1] == theirs[1]:
        return False
    own = fold(claim.own)
    return any(
        _frame(other.mention) == mine and not _hit(_pairs(stated) - _pairs(other), own)
        for other in beside
        if other.quote == stated.quote
        and other.quantity.unit == claim.quantity.unit
        and not agree(claim.quantity, other.quantity)
    )


def _frame(mention: Mention) -> tuple[str, str]:
    """The two characters before a figure and the two behind it; every mark is a comma."""
    left, right = (re.sub(r"[^\w%]", "，", text) for text in (mention.before[-2:], mention.after[:2]))
    return left or "，", right[:1] if right[:1] == "，" else right or "，"


def _hit(pairs: set[str], text: str) -> float:
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def _english_problem(claim: Mention, stated: Stated) -> str:
    """Of the English terms that the lexicon knows around the figure one must be in the quote."""
    english = load_lexicon().english
    words = claim.around.lower()
    known = [
        words[a:b]
        for a, b in matches(words, english)
        if b - a > 2 and not words[a - 1 : a].isalpha() and not words[b : b + 1].isalpha()
    ]
    if not known or any(_nearly(fold(form), stated.quote) for term in known for form in english[term]):
        return ""
    return OTHER


def _nearly(form: str, quote: str) -> bool:
    """Whether a quote holds an expression, or most of it (旅游收入 in 旅游综合收入)."""
    pairs = set(bigrams(form))
    return form in quote or (len(pairs) > 2 and _hit(pairs, quote) > 0.6)
