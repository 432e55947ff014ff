"""What belongs into a brief and what may be asked, on a short report of a place that does not exist."""

from assistant.brief.make import make_brief
from assistant.brief.records import Brief
from assistant.brief.topics import headings_in, topics_in
from assistant.compose.enumeration import problems
from assistant.lexicon import load_lexicon
from tests.assistant.made import corpus_of

NANSHAN = """关于南山区2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划的报告

——2026年1月20日在南山区第十届人民代表大会第五次会议上

一、2025年国民经济和社会发展计划执行情况

（一）公共服务更加均衡

养老服务不断完善。建成老年食堂18个，新增养老床位300张，养老机构入住率超81%，老年人投诉率持续下降。

教育供给不断扩大。新增学位3200个，新建学校2所。为提升质量，重点办好以下工作。

（二）城市建设稳步推进

老旧小区换新颜。完成老旧小区改造45个，加装电梯60部。

我们也清醒认识到，发展还存在一些困难和问题，主要是：就业、教育、医疗、养老、住房等民生领域仍有短板；财政收支矛盾加大。

二、2026年国民经济和社会发展计划安排

（一）全力办好民生

健全养老体系。新增养老床位200张，提高养老机构入住率。探索建立养老顾问制度。（牵头单位：区民政局、区教育局）

推进城市更新。改造老旧小区50个，加装电梯80部。
"""

YEARLESS = NANSHAN.replace("一、2025年国民经济和社会发展计划执行情况", "一、牢记嘱托，各项事业迈上新台阶")


def brief_of(topic: str, text: str = NANSHAN) -> Brief:
    corpus = corpus_of(text, "南山区.txt")
    return make_brief(topic, corpus.contents.documents[0], corpus, load_lexicon())


def said(brief: Brief, *sections: str) -> str:
    return "\n".join(line.marked for section in brief.sections if section.name in sections for line in section.lines)


def test_a_brief_has_the_topics_own_sentences_and_no_neighbours() -> None:
    brief = brief_of("养老")
    assert "建成老年食堂18个" in said(brief, "done")
    assert "学位" not in said(brief, "done", "plans")
    assert "老旧小区" not in said(brief, "done", "plans")


def test_a_problem_of_many_areas_is_a_problem_of_each() -> None:
    for topic in ("教育", "养老", "医疗"):
        assert "民生领域仍有短板" in said(brief_of(topic), "problems")
    assert "财政收支矛盾加大" not in said(brief_of("教育"), "problems")


def test_who_is_responsible_does_not_make_a_measure_one_of_his_area() -> None:
    assert "养老" not in said(brief_of("教育"), "plans")


def test_a_section_with_nothing_says_so() -> None:
    section = brief_of("城市更新").section("problems")
    assert not section.lines
    assert section.empty == "报告没有就此列出问题。"


def test_a_part_whose_heading_names_no_year_reports_when_it_stands_before_the_plan() -> None:
    assert "建成老年食堂18个" in said(brief_of("养老", YEARLESS), "done")


def test_targets_stand_beside_results_with_the_change_computed() -> None:
    rows = {row.indicator: row for row in brief_of("城市更新").section("comparison").rows}
    lifts = rows["加装电梯"]
    assert (lifts.actual.text, lifts.target.text, lifts.change) == ("60部", "80部", "+20部（计算）")
    renewed = rows["改造老旧小区"]
    assert (renewed.actual.text, renewed.change) == ("45个", "+5个（计算）")  # worded the other way round


def test_a_target_without_a_number_stands_beside_the_result_that_it_takes_up() -> None:
    vague = said(brief_of("养老"), "vague")
    assert "提高养老机构入住率" in vague
    assert "81%" in vague


def test_questions_rest_on_gaps_that_they_cite() -> None:
    questions = said(brief_of("养老"), "questions")
    assert "新增养老床位300张" in questions  # planned lower than achieved
    assert "200张" in questions
    assert "老年人投诉率持续下降" in questions  # no number
    brief = brief_of("养老")
    assert all(line.markers for line in brief.section("questions").lines)


def test_a_question_may_name_the_coming_year_though_its_quote_does_not() -> None:
    questions = said(brief_of("教育"), "questions")
    assert "民生领域仍有短板" in questions
    assert "2026年" in questions


def test_markers_count_up_in_the_order_in_which_they_appear() -> None:
    brief = brief_of("养老")
    seen = [n for section in brief.sections for line in section.lines for n in line.markers]
    cells = [
        n for section in brief.sections for row in section.rows
        for cell in (row.planned, row.actual, row.target) for n in cell.markers
    ]  # fmt: skip
    assert set(seen) | set(cells) == set(range(1, len(brief.citations) + 1))


def test_what_a_plan_numbers_is_no_admitted_problem() -> None:
    text = NANSHAN.replace(
        "推进城市更新。",
        "针对存在的困难和问题，办好实事：（1）改善道路10条；（2）新建公园2个；（3）增设车位300个。\n\n推进城市更新。",
    )
    corpus = corpus_of(text, "南山区.txt")
    assert [point.text[:2] for point in problems(corpus, corpus.contents.documents)] == ["就业", "财政"]


def test_topics_and_headings_come_from_the_report() -> None:
    corpus = corpus_of(NANSHAN, "南山区.txt")
    document = corpus.contents.documents[0]
    assert {"养老", "教育", "城市更新"} <= set(topics_in(document, corpus))
    assert "健全养老体系" in headings_in(document)


def test_a_heading_of_the_report_is_a_topic() -> None:
    assert "新建学校2所" in said(brief_of("教育供给不断扩大"), "done")


def asking(result: str, plan: str, topic: str) -> str:
    """The questions on a report of one sentence each."""
    parts = NANSHAN.split("\n\n")
    text = "\n\n".join([*parts[:3], result, "二、2026年国民经济和社会发展计划安排", plan])
    return said(brief_of(topic, text), "questions")


def test_a_problem_that_only_runs_through_areas_is_asked_about_itself_and_no_measure_is_made_up_for_it() -> None:
    questions = said(brief_of("养老"), "questions")
    assert "没有说明养老方面的问题具体在哪里" in questions
    assert "没有找到直接对应的措施" not in questions


def test_a_problem_with_a_thing_of_its_own_is_set_beside_the_measure_that_names_it() -> None:
    text = NANSHAN.replace("就业、教育、医疗、养老、住房等民生领域仍有短板", "养老护理员流失严重").replace(
        "探索建立养老顾问制度", "培训养老护理员500人"
    )
    assert "最接近的安排是“培训养老护理员500人”" in said(brief_of("养老", text), "questions")


def test_a_level_that_is_to_be_no_lower_than_less_is_asked_about() -> None:
    done, aim = "水质优良比例达98.7%。", "水质优良比例不低于97.5%。"
    assert "低于上年实际" in asking(done, aim, "生态环境")
    assert "低于上年实际" not in asking("扬尘投诉率3%。", "扬尘投诉率2.5%。", "生态环境")  # less is better


def test_one_result_is_held_against_one_target_without_a_number() -> None:
    text = NANSHAN.replace("提高养老机构入住率", "继续做好养老机构入住率监测，提高养老机构入住率")
    assert said(brief_of("养老", text), "vague").count("81%") == 1
    assert "“提高养老机构入住率”" in said(brief_of("养老", text), "vague")


def test_shared_records_are_no_total_to_ask_the_last_years_of() -> None:
    assert "上年数" not in asking("养老机构5家实现健康档案共享。", "健全养老体系。", "养老")


def test_the_digits_of_a_name_do_not_make_a_target_one_with_a_number() -> None:
    assert "“PM2.5平均浓度稳中有降”" in asking("空气质量改善。", "PM2.5平均浓度稳中有降。", "生态环境")


def test_a_target_without_a_result_is_asked_about_where_there_is_little_else() -> None:
    assert "没有找到可以对照的2025年数字" in asking("健全养老体系。", "打造标准化养老机构30个。", "养老")
