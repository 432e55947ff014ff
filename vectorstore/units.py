"""The units and scales of Chinese reports. Collected from the reports that the product is tried with."""

from decimal import Decimal

SCALES: dict[str, Decimal] = {
    "": Decimal(1),
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10) ** 4,
    "百万": Decimal(10) ** 6,
    "千万": Decimal(10) ** 7,
    "亿": Decimal(10) ** 8,
    "百亿": Decimal(10) ** 10,
    "千亿": Decimal(10) ** 11,
    "万亿": Decimal(10) ** 12,
}

_LONGEST_FIRST = sorted(filter(None, SCALES), key=len, reverse=True)


def split_scale(printed: str) -> tuple[str, str]:
    """A unit as printed -> its scale, empty if it has none, and the bare unit: 万亿元 is 万亿 and 元."""
    scale = next((scale for scale in _LONGEST_FIRST if printed.startswith(scale)), "")
    return scale, printed.removeprefix(scale)


_SHARES = "个百分点 百分点 % ‰"
_MONEY = "美元 欧元 港元 日元 元"
_SPACE = "平方公里 平方千米 平方米 立方米 公里 千米 海里 米 公顷 亩"
_MASS = "公斤 千克 吨标准煤 吨 斤 克 升 微克 毫克"
_POWER = "千瓦时 千瓦 兆瓦 吉瓦 度 标准箱 标箱 TEU 载重吨 总吨"
_TIMES = "人次 人份 户次 家次 场次 件次 条次 车次 班次 架次 台次 批次 辆次 艘次 列次 课时"
_COUNTS = (
    "人口 人 户 家(?!庭) 个 件 项 条 处 所 座 栋 幢 部(?!门|委|分) 张 场 辆 台 套 名 位 支 篇 枚 "
    "期 次 起 宗 笔 份 册 封 址 块 片 间 组 批 类 种 级 班 区 校 站 点 路 艘 架 列 头 只 羽 株 棵 口 眼 届 轮 例 单 桶 "
    "箱 瓶 尾 匹 幅 本 首 集 卷 盏 根 趟 颗 盒 袋 面 尊 股 席 字 词 款 道 门 节 团 队 床 位次 名次 村 镇 乡 县 街道 "
    "方面 棒 对(?![外口接标]) 大(?=[一-龥]) 金(?![额融属牌]) 银(?!行) 铜"
)
_DURATIONS = "岁 周年 周(?![年边期]) 个月 个工作日 工作日 年 月 天 日 小时 分钟 秒 分(?!之|别|类|区|布|散|级)"
_MULTIPLES = "倍 成 折"

_PER = "年 月 日 天 小时 秒 人 户 亩 吨 公里 公顷 平方米 平方公里 立方米 升 万元 亿元 百亿元 元 千瓦时 公斤"
"""What a unit is divided by: 吨/日, 元/平方米, 人/百亿元."""


def _longest_first(words: str) -> str:
    return "|".join(sorted(words.split(), key=lambda word: len(word.split("(")[0]), reverse=True))


UNIT_PATTERN = (
    f"(?:{_longest_first(' '.join((_SHARES, _MONEY, _SPACE, _MASS, _POWER, _TIMES, _COUNTS, _DURATIONS, _MULTIPLES)))})"
    f"(?:/(?:{_longest_first(_PER)}))?"
)
"""All units as one regular expression without groups, the longest first where one begins another."""

COUNTED_IN_WORDS = frozenset("项家个条名人所处件类座成倍元户只支篇部场") | {"个百分点", "个月", "分之"}
"""Units that numerals in words count (三十余场); 十七届, 七次, 四级 and 三年 name things instead."""
