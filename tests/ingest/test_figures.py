from hypothesis import given
from hypothesis import strategies as st

from ingest.document import build_document
from ingest.figures import extract_figures
from ingest.passages import split_passages
from ingest.read import Source
from vectorstore.records import Figure

FRAME = """关于东湖区2024年计划执行情况与2025年计划的报告

——2025年1月6日在东湖区第九届人民代表大会第二次会议上

一、2024年计划执行情况

{result}

二、2025年主要目标和任务

{plan}
"""


def figures(result: str, plan: str = "扎实做好各项工作。") -> list[Figure]:
    document = build_document(Source("东湖区报告.txt", FRAME.format(result=result, plan=plan)))
    found = extract_figures(document, split_passages(document, len, 400))
    assert all(document.text[f.start : f.end].strip() for f in found)
    return [f for f in found if f.clause.start > document.text.index("情况\n")]


def said(result: str, plan: str = "扎实做好各项工作。") -> list[tuple[str, str]]:
    """Subject and value with unit."""
    return [(f.subject, f"{f.value.normalize():f}{f.unit}") for f in figures(result, plan)]


def test_a_number_after_its_noun() -> None:
    assert said("新增车位2114个。") == [("新增车位", "2114个")]


def test_a_number_before_its_noun() -> None:
    assert said("推动12栋低效楼宇改造。") == [("推动低效楼宇改造", "12栋")]


def test_a_bare_growth_rate_takes_its_subject_from_the_clause_before() -> None:
    assert said("进出口总额1024亿元，同比下降3.1%。") == [("进出口总额", "1024亿元"), ("进出口总额同比下降", "3.1%")]


def test_a_comment_on_a_number_is_not_what_it_is_of() -> None:
    [amount, rank] = figures("实际使用外资118亿美元、居全国第五位。")
    assert (amount.subject, rank.subject, rank.measure, rank.value, rank.scope) == (
        "实际使用外资",
        "实际使用外资",
        "rank",
        5,
        "全国",
    )


def test_a_total_after_an_addition_is_not_of_the_addition() -> None:
    assert said("新增规模以上工业企业31家，总数达到284家。")[1] == ("规模以上工业企业总数", "284家")


def test_a_total_in_the_same_words_is_of_the_same_thing() -> None:
    assert said("光伏发电新增并网装机20万千瓦，累计并网装机达到90万千瓦。")[1] == (
        "光伏发电并网装机累计",
        "90万千瓦",
    )


def test_a_first_instalment_is_of_the_fund_and_not_of_its_size() -> None:
    assert said("设立总规模20亿元的人才发展基金，首期到位5亿元。")[1] == ("人才发展基金首期到位", "5亿元")


def test_a_rank_behind_a_number_is_no_part_of_its_subject() -> None:
    found = said(
        "地区生产总值达13.7万亿元、增长5.8%、增量全国第一；“小巨人”企业新增711家、累计达2215家、均居全国第一。"
    )
    assert [subject for subject, figure in found if figure in {"5.8%", "2215家"}] == [
        "地区生产总值增长",
        "“小巨人”企业累计",
    ]


def test_a_share_of_the_country_is_of_what_was_said_before() -> None:
    assert said("出口达3.9万亿元、增长9.5%，占全国份额提高到15.3%。")[2] == ("出口占全国份额提高", "15.3%")


def test_what_is_measured_next_is_measured_of_the_same_thing() -> None:
    assert said("粮食播种面积1266.6万亩、产量514.4万吨。")[1] == ("粮食产量", "514.4万吨")


def test_a_part_is_of_what_is_counted_alike() -> None:
    found = said("完成老旧小区改造23个，惠及居民8700户，其中老城片区15个。")
    assert found[2] == ("完成老旧小区改造其中老城片区", "15个")


def test_numbers_in_order_belong_to_nouns_in_order() -> None:
    assert said("城镇、农村居民人均可支配收入分别增长4.8%和6.1%。") == [
        ("城镇居民人均可支配收入增长", "4.8%"),
        ("农村居民人均可支配收入增长", "6.1%"),
    ]
    assert [s for s, _ in said("第一、二、三产业增加值分别增长4.1%、3.6%和5.9%。")] == [
        "第一产业增加值增长",
        "第二产业增加值增长",
        "第三产业增加值增长",
    ]
    assert [s for s, _ in said("民营企业、外资企业出口分别占全省的50.6%、41.9%。")] == [
        "民营企业出口占全省的",
        "外资企业出口占全省的",
    ]


def test_numbers_in_order_reach_back_over_a_comma() -> None:
    found = said("接待游客7亿人次、旅游总收入1万亿元，分别增长15.8%和11.5%。")
    assert found[2:] == [("接待游客增长", "15.8%"), ("旅游总收入增长", "11.5%")]


def test_the_two_values_of_a_pair_each_have_their_own_year() -> None:
    one, two = figures("高新技术企业从2018年的193家增加到2023年的612家。")
    assert (one.subject, one.period, two.subject, two.period) == ("高新技术企业", "2018", "高新技术企业", "2023")


def test_what_something_fell_from_is_of_the_year_before() -> None:
    one, two = figures("PM2.5平均浓度由23微克/立方米降至21微克/立方米。")
    assert (one.value, one.period, one.subject) == (23, "2023", "PM2.5平均浓度此前")
    assert (two.value, two.period, two.subject) == (21, "2024", "PM2.5平均浓度")


def test_a_target_told_beside_its_result_is_a_plan() -> None:
    plan, result = figures("地区生产总值增速：计划5.5%，完成4.7%。")
    assert (plan.basis, plan.measure, result.basis, result.measure) == ("plan", "change", "actual", "change")


def test_a_result_held_against_the_target_is_no_target() -> None:
    [_, against] = figures("工业增加值增长2.8%，低于计划4.2个百分点。")
    assert (against.basis, against.measure, against.direction) == ("actual", "change", -1)


def test_a_difference_is_a_change_and_not_an_amount() -> None:
    [area, more] = figures("粮食播种面积54.6万亩，比上年增加0.3万亩。")
    assert (area.measure, more.measure, more.direction) == ("amount", "change", 1)
    assert figures("商品房销售面积比年初目标少34万平方米。")[0].direction == -1


def test_a_share_after_a_growth_rate_is_a_share() -> None:
    growth, share = figures("机器人产量增长31.2%、占全国44%。")
    assert (growth.measure, share.measure, share.subject) == ("change", "share", "机器人产量占全国")


def test_a_year_compared_with_is_not_the_period() -> None:
    assert figures("接待游客3120万人次，恢复到2019年的112%。")[1].period == "2024"
    assert figures("主要江河发生编号洪水13次、为1998年以来最多。")[0].period == "2024"


def test_parts_of_the_year_are_kept() -> None:
    assert [f.period for f in figures("一季度增长4.2%，前三季度增长6.3%。")] == ["2024年一季度", "2024年前三季度"]


def test_a_threshold_in_a_name_is_no_figure() -> None:
    assert said("每千人口3岁以下婴幼儿托位数4.3个。") == [("每千人口3岁以下婴幼儿托位数", "4.3个")]
    assert said("实施500万元以上技改项目120个。") == [("实施500万元以上技改项目", "120个")]
    assert said("沙湾2个5000吨级泊位投用。") == [("沙湾5000吨级泊位投用", "2个")]
    assert said("办好民生实事。（4）完善服务体系，新增床位100张。") == [("新增床位", "100张")]
    assert said("庆祝中华人民共和国成立75周年，空气质量为近10年来最好。") == []


def test_what_became_of_some_says_of_what() -> None:
    assert said("列入计划的20项指标中，16项完成，4项没有完成。")[1:] == [
        ("列入计划的指标完成", "16项"),
        ("列入计划的指标没有完成", "4项"),
    ]


def test_ranks_in_words_are_found_with_their_subject() -> None:
    found = figures("落地金额连续5年全市第一，渔业总产值居全省首位，优良率全国前三，坚持质量第一、效益优先。")
    assert [(f.subject, f.value, f.scope, f.qualifier) for f in found if f.measure == "rank"] == [
        ("落地金额", 1, "全市", ""),
        ("渔业总产值", 1, "全省", ""),
        ("优良率", 3, "全国", "前"),
    ]


def test_a_plan_part_gives_plans_for_its_year() -> None:
    [figure] = figures("成效明显。", "城镇调查失业率控制在5.5%以内。")
    assert (figure.subject, figure.period, figure.basis, figure.qualifier) == ("城镇调查失业率", "2025", "plan", "以内")


def test_a_table_cell_below_zero_is_a_fall() -> None:
    rows = "| 指标 | 单位 | 2024年实际 |\n|---|---|---|\n| 固定资产投资增速 | % | -1.6 |"
    table = f"附件\n\n东湖区2024年计划完成情况表\n{rows}"
    figure = figures("成效明显。", table)[-1]
    assert (figure.subject, str(figure.value), figure.unit, figure.direction) == ("固定资产投资增速", "1.6", "%", -1)


@given(
    st.lists(
        st.sampled_from(
            [
                *"增长的和、，。；：（）《》“”其中分别从到由为第一二十年月％%个亿万元",
                "12",
                "3.5",
                "2024年",
                "居全国第一",
            ]
        ),
        max_size=25,
    )
)
def test_every_figure_spans_text_inside_its_clause(parts: list[str]) -> None:
    text = FRAME.format(result="".join(["成效", *parts, "。"]), plan="做好工作。")
    document = build_document(Source("东湖区报告.txt", text))
    found = extract_figures(document, split_passages(document, len, 400))
    assert all(f.clause.start <= f.start < f.end <= f.clause.end for f in found)
    assert len({f.id for f in found}) == len(found)


def test_a_paragraph_of_a_review_that_opens_with_its_year_is_not_summed_up_over_five() -> None:
    review = "过去五年工作回顾\n\n刚刚过去的2024年，任务全面完成。新增就业4.2万人。\n\n新增就业22万人以上。"
    text = FRAME.replace("2024年计划执行情况\n\n{result}", review).format(plan="新增就业4万人。")
    document = build_document(Source("东湖区报告.txt", text))
    found = extract_figures(document, split_passages(document, len, 400))
    assert [f.period for f in found if f.subject == "新增就业"] == ["2024", "五年来", "2025"]
