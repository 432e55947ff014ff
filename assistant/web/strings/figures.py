"""The words of the 指标 tab."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.indicators.choose import Only, Order, Stated
from assistant.indicators.records import Side


@dataclass(frozen=True, slots=True)
class FiguresStrings:
    """Names in braces are filled in by ``str.format``."""

    tab: str
    report: str
    all_reports: str
    area: str
    all_areas: str
    year: str
    all_years: str
    stated_label: str
    stated: Mapping[Stated, str]
    only_label: str
    only: Mapping[Only, str]
    search: str
    order_label: str
    orders: Mapping[Order, str]
    turn: str
    table_view: str
    chart_view: str
    xlsx: str
    csv: str
    name: str
    sides: Mapping[Side, str]
    sides_of: Mapping[Side, str]
    change: str
    place: str
    sort_by: str
    count: str
    more: str
    nothing: str
    reset: str
    annex: str
    differs: str
    unquantified: str
    places: str
    also: str
    scope: str
    unfold: str
    open_source: str
    opens: str
    not_stated: str
    tally: str
    tally_missed: str
    missed: str
    pairs_title: str
    pairs_alt: str
    pairs_none: str
    growth: str
    rate: str
    ratio: str
    annex_title: str
    annex_alt: str
    annex_none: str
    category: str
    category_in_numbers: str
    fulfilment_title: str
    fulfilment_alt: str
    fulfilment_none: str
    one_report: str


ZH = FiguresStrings(
    tab="指标",
    report="报告",
    all_reports="全部报告",
    area="部分",
    all_areas="全部",
    year="年份",
    all_years="全部",
    stated_label="数值",
    stated={
        "": "全部",
        "actual": "有实际值",
        "plan": "有计划值",
        "paired": "实际与计划都有",
        "target": "有上年计划值",
    },
    only_label="范围",
    only={
        "": "全部",
        "table": "附表指标",
        "body": "仅正文",
        "unquantified": "未量化的目标",
        "differs": "表述不一致",
    },
    search="搜索指标、原文或标题",
    order_label="排序",
    orders={"report": "报告顺序", "name": "名称", "value": "数值（分单位）", "change": "变化（分单位）"},
    turn="倒序",
    table_view="表格",
    chart_view="图表",
    xlsx="下载 Excel",
    csv="下载 CSV",
    name="指标",
    sides={"target": "上年计划", "actual": "实际", "plan": "计划"},
    sides_of={"target": "{reported}年计划", "actual": "{reported}年实际", "plan": "{planned}年计划"},
    change="变化",
    place="位置",
    sort_by="按{name}排序",
    count="共 {all} 项",
    more="显示更多（还有 {left} 项）",
    nothing="没有符合条件的指标。",
    reset="清除条件",
    annex="附表",
    differs="表述不一致",
    unquantified="未量化：",
    places="{count} 处",
    also="另称：{names}",
    scope="范围：{scope}",
    unfold="{name}：展开原句",
    open_source="在原文中打开",
    opens="{name}，{side} {value}，打开原文",
    not_stated="—",
    tally="{of} 项计划指标，{met} 项达到或超额完成",
    tally_missed="{count} 项未完成",
    missed="报告说明未完成的指标",
    pairs_title="{actual}与{plan}对照",
    pairs_alt="报告同时给出实际值和计划值、且单位相同的指标共 {count} 项，按单位分组，每组一个刻度；条形可点开原文。",
    pairs_none="这份报告里没有可以对照的指标：没有一项同时给出了实际值和计划值。",
    growth="增速（%）",
    rate="比率（%）",
    ratio="比例",
    annex_title="附表指标，按类别",
    annex_alt="附表共 {count} 项指标，{numbers} 项有数值目标，{words} 项未量化。",
    annex_none="这份报告里没有附表。",
    category="{name}：{count} 项，{words} 项未量化",
    category_in_numbers="{name}：{count} 项",
    fulfilment_title="{year}年计划完成情况",
    fulfilment_alt="{count} 项指标同时给出了上年计划值和实际值，按单位分组；是否达标以报告的说法为准。",
    fulfilment_none="报告没有说明上年计划指标的完成情况。",
    one_report="选择一份报告后显示图表。",
)

EN = FiguresStrings(
    tab="Figures",
    report="Report",
    all_reports="All reports",
    area="Section",
    all_areas="All",
    year="Year",
    all_years="All",
    stated_label="Values",
    stated={
        "": "All",
        "actual": "With a result",
        "plan": "With a plan",
        "paired": "With both",
        "target": "With last year's plan",
    },
    only_label="From",
    only={
        "": "Anywhere",
        "table": "Annex",
        "body": "Body only",
        "unquantified": "Targets without a number",
        "differs": "Wordings that differ",
    },
    search="Search names, wordings, headings",
    order_label="Sort",
    orders={"report": "As in the report", "name": "Name", "value": "Value (by unit)", "change": "Change (by unit)"},
    turn="Reverse",
    table_view="Table",
    chart_view="Charts",
    xlsx="Download Excel",
    csv="Download CSV",
    name="Indicator",
    sides={"target": "Last plan", "actual": "Result", "plan": "Plan"},
    sides_of={"target": "Plan for {reported}", "actual": "{reported} result", "plan": "Plan for {planned}"},
    change="Change",
    place="Section",
    sort_by="Sort by {name}",
    count="{all} indicators",
    more="Show more ({left} left)",
    nothing="No indicator fits.",
    reset="Clear the filters",
    annex="Annex",
    differs="Wordings differ",
    unquantified="No number: ",
    places="{count} places",
    also="Also called: {names}",
    scope="Area: {scope}",
    unfold="{name}: show the sentences",
    open_source="Open in the report",
    opens="{name}, {side} {value}, open in the report",
    not_stated="—",
    tally="{of} targets, {met} met or exceeded",
    tally_missed="{count} not met",
    missed="Targets that the report says were missed",
    pairs_title="{actual} and {plan}",
    pairs_alt="{count} indicators have a result and a plan in one unit. Each unit has a scale of its own; bars lead to "
    "the report.",
    pairs_none="Nothing to compare: no indicator of this report has both a result and a plan.",
    growth="Growth (%)",
    rate="Rates (%)",
    ratio="Ratios",
    annex_title="Annex targets by category",
    annex_alt="{count} targets in the annex, {numbers} with a number, {words} without.",
    annex_none="This report has no annex.",
    category="{name}: {count}, {words} without a number",
    category_in_numbers="{name}: {count}",
    fulfilment_title="How the plan for {year} came out",
    fulfilment_alt="{count} indicators have last year's plan and its result. Whether a target was met is for the "
    "report to say.",
    fulfilment_none="The report does not say how last year's plan came out.",
    one_report="Choose one report to see charts.",
)
