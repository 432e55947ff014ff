"""What the verifier accepts in an answer and what it does not, one fact at a time."""

import pytest

from assistant.records import Check, Citation
from assistant.verify import ABSENT, UNCITED, UNRANKED, verify
from vectorstore.records import Basis, Passage, PassageKind, Row, Span

SCHOOLS = "多措并举扩大教育资源供给，新增中小学学位8060个，育才学校等4址新校（区）投入使用。"
TOTALS = "全年地区生产总值增长5.2%；区级一般公共预算收入完成438亿元；固定资产投资增长1.8%;社会消费品零售总额增长4.6%。"
INCOMES = "城镇居民、农村居民人均可支配收入分别达到36820元和18450元，分别增长5.1%和6.9%。"
PORT = "港口货物吞吐量4268万吨，增长5.2%；集装箱吞吐量61.5万标箱，增长9.8%。"
SHOPS = "全区离境退税备案商店达270家，位列全市第二。"
TARGETS = "地区生产总值增长5%左右，城镇调查失业率控制在5.5%以内，城镇新增就业9000人以上。"
FRAUD = "电诈立案、案损同比下降17.3%和25.5%，累计止损挽损超1.1亿元。"
MERGER = "区属国有企业由14家整合为6家，资产负债率降至58.3%。"
GRAIN = "粮食总产量：计划21.5万吨，完成20.8万吨，原因是连续46天无有效降雨。"
RANKED = "新获批产业集群4个，“小巨人”企业新增711家、累计达2215家、均居全国第一。"
LIVELY = "持续激发市场活力，全县经营主体达1095.2万户、增长5.9%，其中企业380.8万户。"
SECTORS = "第一、二、三产业增加值分别增长4.1%、3.6%和5.9%。"
PROJECTS = "实施重点项目1000个，完成投资1万亿元；计划收储500亩，完成水利投资400亿元以上。"
TABLE = Row("经济发展", "", "一般公共预算收入", "万元", (("2025年完成", "70300"), ("2026年计划", "72400左右")))
INVESTMENT = Row("", "", "固定资产投资增速", "%", (("2024年实际", "-1.6"), ("2025年计划", "4")))


def check(
    text: str,
    *quotes: str,
    year: int = 2025,
    basis: Basis = "actual",
    row: Row | None = None,
    computed: tuple[str, ...] = (),
) -> list[Check]:
    """Verify an answer whose [n] cites the n-th quote, each a passage of its own."""
    section = (f"一、{year}年计划执行情况",)
    kind: PassageKind = "row" if row else "paragraph"
    spans = [Span(0, len(quote)) for quote in quotes]
    passages = {
        f"p{n}": Passage(f"p{n}", "d", section, "", kind, quote, 0, span.end, (year,), basis, (span,), row)
        for n, (quote, span) in enumerate(zip(quotes, spans, strict=True), start=1)
    }
    citations = [
        Citation(n, "d", "某区报告.txt", f"p{n}", section, "第一部分", quote, 0, len(quote))
        for n, quote in enumerate(quotes, start=1)
    ]
    return list(verify(text, citations, computed, passages))


def wrong(text: str, *quotes: str, **options: object) -> list[str]:
    """The figures that do not stand."""
    return [one.figure for one in check(text, *quotes, **options) if not one.ok]  # type: ignore[arg-type]


TRUE = [
    ("as printed", "2025年新增中小学学位8060个[1]。", SCHOOLS),
    ("in other order", "2025年，全区8060个中小学学位投入使用[1]。", SCHOOLS),
    ("with a thousands comma", "新增中小学学位8,060个[1]。", SCHOOLS),
    ("in full-width digits", "新增中小学学位８０６０个[1]。", SCHOOLS),
    ("in bold and with spaces", "新增中小学学位 **8060 个**[1]。", SCHOOLS),
    ("in another scale", "新增中小学学位0.806万个[1]。", SCHOOLS),
    ("under another name for it", "2025年GDP同比增长5.2%[1]。", TOTALS),
    ("as one of several", "固定资产投资增长1.8%，社会消费品零售总额增长4.6%[1]。", TOTALS),
    ("with the year behind it", "新增中小学学位8060个（2025年）[1]。", SCHOOLS),
    ("in English", "In 2025 the district added 8,060 school places[1].", SCHOOLS),
    ("converted to billions", "Budget revenue reached 43.8 billion yuan in 2025[1].", TOTALS),
    ("with 约 added", "区级一般公共预算收入约438亿元[1]。", TOTALS),
    ("each with its own subject", "城镇居民人均可支配收入36820元，增长5.1%；农村居民18450元，增长6.9%[1]。", INCOMES),
    ("of the whole behind its part", "离境退税商店有270家，居全市第二位[1]。", SHOPS),
    ("in brackets behind its noun", "两项指标（固定资产投资增长1.8%）[1]。".replace("两项指标", "其中"), TOTALS),
    ("behind a marker that stands first", "报告[1]写明，新增中小学学位8060个。", SCHOOLS),
    ("behind another of its clause, before a rank", "“小巨人”企业累计2215家[1]。", RANKED),
    ("of its own clause, not of the one before", "全县经营主体达1095.2万户、增长5.9%[1]。", LIVELY),
    ("in a list behind a year", "2025年第一、二、三产业增加值分别增长4.1%、3.6%和5.9%[1]。", SECTORS),
    ("with the result of a plan", "粮食总产量20.8万吨，计划为21.5万吨[1]。", GRAIN),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote"), [case[1:] for case in TRUE], ids=[case[0] for case in TRUE])
def test_a_figure_stands(text: str, quote: str) -> None:
    assert check(text, quote)
    assert not wrong(text, quote)


FALSE = [
    ("another digit", "新增中小学学位8050个[1]。", SCHOOLS, "8050个"),
    ("another scale", "区级一般公共预算收入完成438万元[1]。", TOTALS, "438万元"),
    ("a lost scale", "港口货物吞吐量4268吨[1]。", PORT, "4268吨"),
    ("百分点 for percent", "地区生产总值增长5.2个百分点[1]。", TOTALS, "5.2个百分点"),
    ("another year", "2024年新增中小学学位8060个[1]。", SCHOOLS, "8060个"),
    ("a plan for a result", "2025年计划新增中小学学位8060个[1]。", SCHOOLS, "8060个"),
    ("another subject", "新增养老床位8060个[1]。", SCHOOLS, "8060个"),
    ("a neighbour's figure", "集装箱吞吐量61.5万标箱，增长5.2%[1]。", PORT, "5.2%"),
    ("the other of a list", "农村居民人均可支配收入36820元[1]。", INCOMES, "36820元"),
    ("the other place of a pair", "电诈立案、案损同比下降25.5%和17.3%[1]。", FRAUD, "25.5%"),
    ("from and to exchanged", "区属国有企业由6家整合为14家[1]。", MERGER, "6家"),
    ("another direction", "固定资产投资下降1.8%[1]。", TOTALS, "1.8%"),
    ("growth for a level", "城镇调查失业率增长5.5%[1]。", TARGETS, "5.5%"),
    ("at least for at most", "城镇调查失业率不低于5.5%[1]。", TARGETS, "不低于5.5%"),
    ("at most for at least", "城镇新增就业不超过9000人[1]。", TARGETS, "不超过9000人"),
    ("a plan within the sentence", "粮食总产量计划20.8万吨[1]。", GRAIN, "20.8万吨"),
    ("another scope", "离境退税备案商店达270家，位列全国第二[1]。", SHOPS, "全国第二"),
    ("another rank", "离境退税备案商店达270家，位列全市第一[1]。", SHOPS, "全市第一"),
    ("an invented figure", "新增中小学学位8060个，惠及学生12345人[1]。", SCHOOLS, "12345人"),
    ("a wrong English year", "In 2024 the district added 8,060 school places[1].", SCHOOLS, "8,060"),
    ("a wrong English scale", "Budget revenue reached 4.38 billion yuan in 2025[1].", TOTALS, "4.38 billion yuan"),
    ("a date that the quote lacks", "新校（区）9月投入使用[1]。", SCHOOLS, "9"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "figure"), [c[1:] for c in FALSE], ids=[c[0] for c in FALSE])
def test_a_figure_does_not_stand(text: str, quote: str, figure: str) -> None:
    assert any(figure in one for one in wrong(text, quote))


def test_completing_an_investment_may_be_planned() -> None:
    planned = "计划实施重点项目1000个，完成投资1万亿元，完成水利投资400亿元以上[1]。"
    assert not wrong(f"2025年{planned}", PROJECTS, basis="plan")
    assert wrong("2025年实际完成投资1万亿元[1]。", PROJECTS, basis="plan") == ["1万亿元"]


def test_full_width_digits_that_are_no_quantity_are_found_in_the_quote() -> None:
    joined = "我国于２００１年１２月正式加入世界贸易组织。"
    assert not wrong(f"{joined[:-1]}[1]。", joined)


def test_a_marker_moved_to_another_quote_is_noticed() -> None:
    assert wrong("新增中小学学位8060个[2]。", SCHOOLS, PORT) == ["8060个"]


def test_each_figure_is_held_against_the_marker_behind_it() -> None:
    checks = check("新增中小学学位8060个[1]，港口货物吞吐量4268万吨[2]。", SCHOOLS, PORT)
    assert [(one.figure, one.marker) for one in checks] == [("8060个", 1), ("4268万吨", 2)]


def test_a_figure_without_any_marker_is_unsupported() -> None:
    assert [one.problem for one in check("新增中小学学位8060个。", SCHOOLS)] == [UNCITED]


def test_problems_say_what_is_wrong() -> None:
    assert check("新增中小学学位8050个[1]。", SCHOOLS)[0].problem == ABSENT
    assert check("2024年新增中小学学位8060个[1]。", SCHOOLS)[0].problem == "引文说的不是2024年"
    assert check("位列全国第二[1]。", SHOPS)[0].problem == UNRANKED


def test_a_figure_is_given_as_it_stands_in_the_answer() -> None:
    text = "- **2025年**新增中小学学位 **8,060 个**[1]"
    (only,) = check(text, SCHOOLS)
    assert text[only.at.start : only.at.end] == only.figure
    assert only.figure.startswith("8,060")


def test_the_figure_of_the_year_compared_with_is_of_that_year() -> None:
    plan = "新增公办学位3200个。"
    row = Row("", "", "新增公办学位", "个", (("2024年实际", "4680"), ("2025年计划", "3200")))
    text = "2025年计划新增公办学位3200个，比2024年的4680个少[1]。"
    assert not wrong(text, plan, row=row)
    assert wrong("2025年计划新增公办学位4680个[1]。", plan, row=row) == ["4680个"]


def test_a_row_lends_its_unit_its_year_and_its_basis() -> None:
    assert not wrong("2026年计划一般公共预算收入7.24亿元左右[1]。", "72400左右", row=TABLE)
    assert wrong("2025年一般公共预算收入7.24亿元[1]。", "72400左右", row=TABLE) == ["7.24亿元"]
    assert wrong("2026年实际一般公共预算收入72400万元[1]。", "72400左右", row=TABLE) == ["72400万元"]


def test_a_unit_in_brackets_holds_for_the_bare_numbers_behind_it() -> None:
    assert not wrong("- 一般公共预算收入（万元）：70300，72400[1]", "70300", row=TABLE)
    assert wrong("- 一般公共预算收入（亿元）：70300，72400[1]", "70300", row=TABLE) == ["70300", "72400"]


def test_a_minus_sign_in_a_table_is_a_fall() -> None:
    assert not wrong("2024年固定资产投资下降1.6%[1]。", "-1.6", row=INVESTMENT)
    assert wrong("2024年固定资产投资增长1.6%[1]。", "-1.6", row=INVESTMENT) == ["1.6%"]


def test_a_cell_is_read_under_its_column_and_beside_its_label() -> None:
    table = "| 指标 | {} | 2026年计划 |\n|---|---|---|\n| 一般公共预算收入（万元） | 70300[1] | 72400[1] |"
    assert not wrong(table.format("2025年完成"), "70300", row=TABLE)
    assert wrong(table.format("2024年完成"), "70300", row=TABLE) == ["70300"]


def test_a_heading_dates_the_lines_under_it() -> None:
    assert not wrong("**2025年完成情况**\n- 新增中小学学位8060个[1]", SCHOOLS)
    assert wrong("**2024年完成情况**\n- 新增中小学学位8060个[1]", SCHOOLS) == ["8060个"]


def test_what_the_report_is_said_not_to_give_is_not_checked() -> None:
    text = "报告没有给出2024年“新增学位9000个”的数值。报告给出的是：2025年新增中小学学位8060个[1]。"
    assert [one.figure for one in check(text, SCHOOLS)] == ["8060个"]


def test_computed_figures_are_marked_and_keep_their_sign() -> None:
    computed = ("少114个", "-114个（计算）")
    (only,) = check("2026年计划比2025年实际少114个（计算）。", computed=computed)
    assert only.ok
    assert only.computed
    assert wrong("2026年计划比2025年实际多114个（计算）。", computed=computed) == ["114个"]
    assert wrong("2026年计划比2025年实际少14个（计算）。", computed=computed) == ["14个"]


def test_a_lead_may_count_the_items_that_follow() -> None:
    assert not wrong("主要有两个方面：\n- 新增中小学学位8060个[1]\n- 4址新校投入使用[1]", SCHOOLS)
    assert wrong("主要有三个方面：\n- 新增中小学学位8060个[1]\n- 4址新校投入使用[1]", SCHOOLS) == ["三个"]


def test_a_total_is_not_what_was_added_to_it() -> None:
    quote = "新增规模以上工业企业31家，总数达到284家。"
    assert not wrong("规模以上工业企业新增31家，总数284家[1]。", quote)
    assert wrong("新增规模以上工业企业284家[1]。", quote) == ["284家"]


def test_a_difference_is_not_a_total() -> None:
    quote = "每千人口托位数4.3个，比年初目标少0.2个。"
    assert not wrong("每千人口托位数比年初目标少0.2个[1]。", quote)
    assert wrong("每千人口托位数0.2个[1]。", quote) == ["0.2个"]


def test_a_year_named_in_passing_does_not_date_the_passage() -> None:
    quote = "印发《试点方案（2025年-2027年）》，超8万人次获得应急救护培训。"
    assert not wrong("2025年，超8万人次获得应急救护培训[1]。", quote)
    assert wrong("2026年，超8万人次获得应急救护培训[1]。", "超8万人次获得应急救护培训。") == ["超8万人次"]
