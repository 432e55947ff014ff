import pytest

from tests.assistant.conftest import Ask
from tests.assistant.told import bullets, quotes, words

PROBLEMS = {
    "": (
        "多点拉动的经济增长新格局还未形成 激活消费潜力的思路还不够开阔 "
        "民生领域还存在短板弱项 城市治理智慧化转型还需深入推进"
    ),
    "临江": "有效投资后劲不足 产业转型任务较重 公共服务存在短板 财政收支矛盾加大",
    "云川": "产业结构偏弱 基础设施欠账多 财政平衡困难 人才流失较重",
    "海晏": "外贸结构比较单一 新旧动能转换不够快 主城区与海东新区公共服务不均衡 防灾减灾能力仍有弱项",
}


@pytest.mark.parametrize("of", PROBLEMS)
@pytest.mark.parametrize("question", ["报告提到哪些困难和问题？", "报告有几个方面的问题？"])
def test_the_problems_are_told_one_by_one_in_every_way_of_numbering(question: str, of: str, ask: Ask) -> None:
    answer = ask(question, of=of)
    assert bullets(answer) == PROBLEMS[of].split()
    assert "4个" in words(answer)
    assert len(answer.citations) == 4


def test_the_items_of_a_list_are_kept_for_the_next_question(ask: Ask) -> None:
    assert ask("报告提到哪些困难和问题？").trace["items"] == PROBLEMS[""].split()


@pytest.mark.parametrize("question", ["报告提到的第二个问题是什么？", "存在的困难第二条说的什么"])
def test_a_problem_is_told_by_its_number(question: str, ask: Ask) -> None:
    assert words(ask(question, of="海晏")).startswith("新旧动能转换不够快，战略性新兴产业")


def test_a_number_beyond_the_problems_is_not_given(ask: Ask) -> None:
    answer = ask("第九个问题是什么", of="海晏")
    assert answer.status == "not_found"
    assert "4个" in words(answer)


def test_an_item_of_the_problems_is_told_in_full(ask: Ask) -> None:
    answer = ask("报告提到哪些困难和问题？", "第二个呢", of="临江")
    assert bullets(answer) == ["产业转型任务较重，纺织等传统产业占比仍高，外贸主体抗风险能力不强。"]


def test_the_main_targets_are_listed_from_their_section(ask: Ask) -> None:
    answer = ask("2026年的主要指标有哪些？")
    assert all(figure in words(answer) for figure in ("5%左右", "3%左右", "5%以内", "0.25"))
    assert {citation.section[-1] for citation in answer.citations} == {"（二）主要指标"}


def test_the_main_targets_of_a_single_sentence_are_listed_whole(ask: Ask) -> None:
    text = words(ask("2026年的主要预期目标有哪些？", of="云川"))
    assert all(figure in text for figure in ("5%左右", "21.3万吨", "4%以内", "完成市下达目标"))


@pytest.mark.parametrize(
    ("of", "question", "count", "some"),
    [
        ("", "附表里一共有多少项指标？", 24, "专精特新企业数量"),
        ("", "共享发展类指标有几项？", 6, "城镇调查失业率"),
        ("临江", "附表里民生保障类指标有几项？", 5, "新增公办学位"),
        ("临江", "附表里一共有多少项指标？", 22, "森林覆盖率"),
        ("云川", "附表里一共有多少项指标？", 20, "茶叶产量"),
    ],
)
def test_rows_of_the_annex_are_counted_and_named(of: str, question: str, count: int, some: str, ask: Ask) -> None:
    answer = ask(question, of=of)
    assert f"{count}项" in words(answer)
    assert len(bullets(answer)) == count
    assert some in bullets(answer)


def test_rows_are_counted_by_what_their_cell_says(ask: Ask) -> None:
    answer = ask("附表里有多少项指标的目标是“达到市级要求”？")
    assert "10项" in words(answer)
    assert len(bullets(answer)) == 10


def test_the_headings_under_a_part_are_counted(ask: Ask) -> None:
    answer = ask("2025年主要任务和措施分成几个方面？", of="临江")
    assert "6个" in words(answer)
    assert bullets(answer)[0].endswith("全力扩大有效需求，巩固经济向好态势")
    assert len(bullets(answer)) == 6


@pytest.mark.parametrize(
    ("of", "question", "tally", "missed"),
    [
        ("", "2025年的计划指标都完成了吗？", ("20项", "18项"), ["99.98%", "7.72张"]),
        ("临江", "2024年22项计划指标有哪几项没有完成？", ("22项", "19项"), ["1.6%", "118.4亿元", "4.3个"]),
        ("云川", "2025年哪几项指标没有完成？", ("20项", "16项"), ["4.7%", "7.03亿元", "20.8万吨", "92.1%"]),
    ],
)
def test_the_tally_of_targets_comes_with_those_that_were_missed(
    of: str, question: str, tally: tuple[str, str], missed: list[str], ask: Ask
) -> None:
    answer = ask(question, of=of)
    assert all(number in words(answer) for number in tally)
    assert len(bullets(answer)) == len(missed)
    assert all(figure in line for figure, line in zip(missed, bullets(answer), strict=True))


def test_that_all_targets_were_met_is_put_right(ask: Ask) -> None:
    answer = ask("22项计划指标都完成了，对吗", of="临江")
    assert answer.status == "corrected"
    assert "3项没有完成" in words(answer)


def test_targets_missed_are_listed_where_no_tally_is_given(ask: Ask) -> None:
    answer = ask("2023年哪些指标没有完成年初目标？", of="海晏")
    assert "进出口总额" in quotes(answer)
    assert "商品房销售面积" in quotes(answer)


def test_an_enumeration_is_told_in_the_sentence_that_holds_it(ask: Ask) -> None:
    answer = ask("新增了哪些市级旅游休闲街区？")
    assert "北京坊、杨梅竹斜街" in words(answer)
    assert len(answer.citations) == 1


@pytest.mark.xfail(reason="one of the report's many is told", strict=False)
def test_everything_that_came_first_is_listed(ask: Ask) -> None:
    answer = ask("西城区2025年有哪些方面是全市第一？")
    assert quotes(answer).count("全市第一") >= 4
