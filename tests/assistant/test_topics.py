"""What a report tells of a topic: all of it in a summary, how, why, and where it stands."""

import re

import pytest

from assistant.compose import compose
from assistant.intents import intent_of
from assistant.lexicon import Lexicon
from assistant.rank import Evidence
from assistant.understand import understand
from tests.assistant.made import corpus_of

XIHU = """关于西湖区2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划的报告

——2026年1月20日在西湖区第十届人民代表大会第五次会议上

一、2025年国民经济和社会发展计划执行情况

（一）农业农村稳步发展

农业基础不断夯实。新建高标准农田3万亩。粮食总产量达到12万吨。

乡村面貌明显改善。改造农村公路45公里，农村生活污水治理率达到72%。

（二）消费市场平稳运行

固定资产投资下降1.6%，主要是两个续建项目停工；社会消费品零售总额增长2.1%，其中限额以上单位零售额增长3.4%；进出口总额增长0.9%，其中出口增长1.2%；普惠托位比年初目标少200个，主要是6家民办机构退出。

养老服务持续优化。普惠托位达到4300个。举办节庆赛事三十余场。

二、2026年国民经济和社会发展计划安排

（一）着力扩大内需

加力稳住楼市。盘活闲置存量土地3宗。推动项目扩围增效。

激发消费活力。打造消费新场景5个。

2026年是全面建设现代化城区的开局之年，是检验改革成效的关键之年。办好节庆赛事，举办节庆赛事四十场以上。
"""


def told(question: str, lexicon: Lexicon) -> str:
    """The answer from the words of the report alone: no index is asked."""
    corpus = corpus_of(XIHU)
    documents, passages = corpus.contents.documents, corpus.contents.passages
    asked = understand(question, question, documents, lexicon)
    draft = compose(Evidence(asked, corpus, documents, passages, {}, {}, {}, lexicon))
    return re.sub(r"\{\}|\[\d+\]", "", draft.text)


def test_a_summary_goes_on_with_what_else_is_on_the_topic(lexicon: Lexicon) -> None:
    text = told("2025年农业和农村做了哪些工作，帮我归纳几句", lexicon)
    assert all(fact in text for fact in ("3万亩", "12万吨", "45公里", "72%"))


def test_how_is_told_by_what_stands_under_the_topic_sentence(lexicon: Lexicon) -> None:
    text = told("2026年打算怎么稳住楼市？", lexicon)
    assert "盘活闲置存量土地3宗" in text
    assert "推动项目扩围增效" in text
    assert "加力稳住楼市" not in text


def test_a_reason_in_a_member_of_a_sentence_is_found_behind_a_better_ranked_one(lexicon: Lexicon) -> None:
    text = told("普惠托位怎么会比目标少呢", lexicon)
    assert "6家民办机构退出" in text
    assert "固定资产投资" not in text


def test_a_year_is_no_figure_in_a_sentence_that_explains(lexicon: Lexicon) -> None:
    assert "开局之年" in told("为什么说2026年特别关键？", lexicon)


@pytest.mark.parametrize(("year", "fact"), [(2025, "三十余场"), (2026, "四十场以上")])
def test_a_place_is_of_the_year_asked_about(year: int, fact: str, lexicon: Lexicon) -> None:
    assert fact in told(f"{year}年节庆赛事写在报告哪个部分？", lexicon)


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("药品抽检合格率的要求放在哪儿了", "where"),
        ("想看打击电信诈骗的成效，该翻报告哪里？", "where"),
        ("引进首店那段在哪儿？", "where"),
        ("红树林在2024年回顾的第几条", "where"),
        ("促消费2025年的情况给我一个概要", "summary"),
        ("教育方面的事说一下", "summary"),
        ("托位怎么会比目标少呢", "why"),
        ("京津跑得更方便了，靠的啥措施", "why"),
    ],
)
def test_everyday_wordings_have_their_intent(question: str, intent: str) -> None:
    assert intent_of(question, question) == intent


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("简单归纳2026年交通上要干的几件事", ["交通"]),
        ("投资怎么掉下去了，什么缘故", ["投资"]),
        ("数据产业这一年有啥进展，简要汇总", ["数据产业"]),
        ("2025年对外开放总体怎么样？", ["对外开放"]),
    ],
)
def test_the_words_of_asking_are_no_topic(question: str, words: list[str], lexicon: Lexicon) -> None:
    documents = corpus_of(XIHU).contents.documents
    assert [term.text for term in understand(question, question, documents, lexicon).terms] == words
