"""Questions as people type them: curt, roundabout, with the words in another order than the report's."""

import pytest

from tests.assistant.conftest import Ask
from tests.assistant.told import bullets, quotes, words


@pytest.mark.parametrize(
    ("of", "question", "figure"),
    [
        ("", "2026年区级财政收入目标增几个点", "3%左右"),
        ("", "海外招商点现在有几个", "13个"),
        ("", "电动自行车和充电口比例是几比几", "2:1"),
        ("", "去年新培育了几家国家级小巨人", "10家"),
        ("", "12345群众满意率达到多少", "98%"),
        ("", "2025年着火的次数降了多少", "17%"),
        ("", "区里2025年财政一共收了多少钱", "438亿元"),
        ("", "2025金融街论坛年会境外分会场有几个？", "5个"),
        ("", "家里老人做饭不方便，区里能给老人供饭的点一共有多少处呀", "355个"),
        ("临江", "2024年消费券发了多少钱？", "1500万元"),
        ("临江", "办普惠托育的，2025年一个托位一年能补几块钱", "2400元"),
        ("云川", "2026年茶叶要产多少吨", "13000吨"),
        ("云川", "年初给2025年茶叶定的是多少吨？", "12000吨"),
        ("云川", "2025年本来定的GDP目标是几", "5.5%"),
        ("云川", "石材加工这行产值掉了几成，给我个百分数", "17.6%"),
        ("海晏", "海上风电累计装机多少", "130万千瓦"),
        ("海晏", "海晏大桥几月通车", "9月底前"),
    ],
)
def test_a_figure_is_found_by_everyday_words(of: str, question: str, figure: str, ask: Ask) -> None:
    answer = ask(question, of=of)
    assert answer.status == "answered"
    assert figure in words(answer)
    assert all(check.ok for check in answer.checks)


@pytest.mark.parametrize(
    ("of", "question", "never"),
    [
        ("", "2025年城镇登记失业率的具体数值", "5%"),
        ("", "区长今年工资多少", ""),
        ("云川", "临江区的茶叶产量是多少", "12650"),
        ("海晏", "海晏市区房价均价多少一平", "286"),
        ("海晏", "海晏市2024年城镇新增就业实际多少人", "2024年城镇新增就业4"),
    ],
)
def test_what_is_not_there_is_not_told(of: str, question: str, never: str, ask: Ask) -> None:
    answer = ask(question, of=of)
    assert answer.status == "not_found"
    assert not never or never not in words(answer)


def test_a_fall_in_a_table_is_no_rise(ask: Ask) -> None:
    answer = ask("固定资产投资2024年是涨了吗？", of="临江")
    assert answer.text.startswith("不是")
    assert "-1.6%" in words(answer)


def test_not_reached_may_be_asked_without_a_mark(ask: Ask) -> None:
    answer = ask("农村自来水普及率2025年达标没", of="云川")
    assert answer.text.startswith("否")
    assert "92.1%" in words(answer)


def test_how_many_there_are_is_told_after_how_many_were_added(ask: Ask) -> None:
    assert "417家" in words(ask("2025年新增民宿多少家", "现在一共多少家了", of="云川"))
    assert "60家" in words(ask("2025年新增民宿多少家", "2026年准备再增加多少？", of="云川"))


def test_the_claimed_figure_is_told_by_itself_where_the_report_has_it_for_another_thing(ask: Ask) -> None:
    answer = ask("2025年地区生产总值增长5.5%，全市第几名", of="云川")
    assert answer.status == "corrected"
    assert "4.7%" in words(answer)
    assert all(check.ok for check in answer.checks)


def test_two_figures_of_a_pair_asked_together_are_both_told(ask: Ask) -> None:
    text = words(ask("2024年义务教育学位和学前教育学位各新增多少个", of="临江"))
    assert "3600个" in text
    assert "1080个" in text


@pytest.mark.parametrize(
    ("of", "question", "first", "count"),
    [
        ("", "2026年要干哪几方面的事", "坚持核心区战略定位", 7),
        ("", "2026年主要任务有哪些", "坚持核心区战略定位", 7),
        ("云川", "2026年主要任务分几大方面", "建设高效农业", 5),
        ("海晏", "2024年重点任务是哪五项", "聚力建设现代海洋城市", 5),
    ],
)
def test_points_are_listed_whole(of: str, question: str, first: str, count: int, ask: Ask) -> None:
    answer = ask(question, of=of)
    assert first in bullets(answer)[0]
    assert len(bullets(answer)) == count
    assert len(answer.citations) == count


def test_a_list_is_not_cut_and_a_heading_is_none(ask: Ask) -> None:
    text = words(ask("2026年城市更新重点搞哪些地方"))
    assert all(place in text for place in ("西长安街", "白塔寺", "大吉7号地", "护国寺"))


@pytest.mark.parametrize(
    ("of", "question", "section"),
    [
        ("海晏", "2024年要干的事在第几部分？", "2024年重点任务和措施"),
        ("海晏", "哪里写了这一年还有哪些不足", "存在的主要问题"),
        ("临江", "想了解2025年的各项指标数字看哪部分？", "主要目标"),
        ("", "2026年各项指标的数在哪儿能查到", "主要指标"),
    ],
)
def test_a_section_is_found_by_what_it_is(of: str, question: str, section: str, ask: Ask) -> None:
    answer = ask(question, of=of)
    assert section in words(answer)
    assert section in quotes(answer)


def test_a_year_is_summed_up_by_its_figures_and_its_sections(ask: Ask) -> None:
    text = words(ask("用几句话说说2025年西城干得咋样"))
    assert "5.2%" in text
    assert "全力惠民生、增福祉" in text
