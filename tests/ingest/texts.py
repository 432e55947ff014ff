"""Reports in miniature, and strategies that make texts of their parts."""

from hypothesis import strategies as st

from ingest.document import build_document
from ingest.read import Source
from vectorstore.records import Document

SMALL = """关于东湖区2024年计划执行情况与
2025年计划的报告

——2025年1月6日在东湖区第九届
人民代表大会第二次会议上

一、2024年计划执行情况

2024年，全区生产总值增长5%。

（一）产业稳步发展

工业支撑有力。工业增加值增长6%。
服务业持续回暖。新增企业30家。

（二）民生持续改善

教育优先发展。新增学位800个。
养老服务提升。新增床位120张。

文化事业繁荣兴盛，城市魅力不断彰显

公共文化惠民。举办演出210场，参与群众三万人次。
一年来，成绩来之不易。但也要看到，还存在不少问题：

一是投资后劲不足。大项目偏少。

二是就业压力较大。

二、2025年主要任务

（一）扩大内需

促进消费。新增首店5家。
扩大投资。开工项目40个。

各位代表！让我们共同奋斗！
"""

FRAGMENTS = (
    "一、2024年工作回顾",
    "二、2025年重点工作",
    "（一）产业升级成效显著",
    "（二）民生改善。就业稳定。收入增长5%。",
    "1.稳就业。新增就业3000人。",
    "一是投资不足。项目少。",
    "二是消费不旺。",
    "——经济向好。增长6%。",
    "高水平教育领跑。新增学位800个；新增教师（含实习）90人。",
    "他说：“好。很好！”大家同意。",
    "全年投资增长1.8%，消费增长4.6%",
    "文化繁荣，魅力彰显",
    "各位代表！",
    "附件",
    "附件：计划表",
    "| 指标 | 计划 |",
    "|---|---|",
    "| 增速 | 5 |",
    "\t类别",
    "\t指标名称",
    "\t",
    "\t创新",
    "\t400左右",
    "类别\t指标\t计划",
    "创新\t专利（件）\t400",
    "\u3000\u3000过去一年，成绩来之不易。",
    "# 标题",
    "## 一、部分",
    "**重点。**说明文字。",
    "”，“。；！",
    "……",
    "来源：日报",
)

report_texts = st.lists(
    st.one_of(st.sampled_from(FRAGMENTS), st.text("一二三、（）。，；“”0123456789.%年 \t\u3000#|*abc", max_size=40)),
    max_size=30,
).map("\n".join)


def document_of(text: str, name: str = "东湖区报告.txt") -> Document:
    return build_document(Source(name, text))


def lost_characters(document: Document, spans: list[tuple[int, int]]) -> str:
    """The visible characters of a text that lie in none of the spans."""
    kept = bytearray(len(document.text))
    for start, end in spans:
        kept[start:end] = b"\x01" * (end - start)
    return "".join(c for c, seen in zip(document.text, kept, strict=True) if not seen and not c.isspace())
