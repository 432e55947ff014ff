"""Details that only certain words can give: an address, a telephone number, a date, a price, a name."""

import re

_ASPECTS: tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...] = (
    (
        re.compile(r"地址|在哪条|哪条[街路]|什么路|几号楼|怎么走|门牌|where is .* located|address"),
        re.compile(r"[街路巷]\d*号|位于|坐落|地址"),
        "地址",
    ),
    (re.compile(r"电话|联系方式|手机号|热线号码|phone"), re.compile(r"\d{3,4}-?\d{7,8}|1\d{10}"), "联系方式"),
    (
        re.compile(r"什么时候|何时|哪天|几月|哪一?年|什么时间|多久能|when\b", re.IGNORECASE),
        re.compile(
            r"\d+年|\d+月|\d+日|年底|月底|季度|上半年|下半年|年内|今年|明年|“?[一二三四五六七八九十]+五”?(?:末|期间)|近日|目前|已经?|完成|投入|落地|开业"
        ),
        "时间",
    ),
    (
        re.compile(
            r"^(?!.*(?:增长|增速|[增涨降]幅|下降|上升|占比|排名)).*"
            r"(?:多少钱|票价|门票|收费标准|费用|(?<!消费)(?<!出厂)价格(?!指数|水平|总|上|涨)|造价|预算多少|花费|花了?多少|总投资)"
        ),
        re.compile(r"元|免费"),
        "金额",
    ),
    (
        re.compile(r"姓名|负责人是谁|(?:局|区|市|县|省|州|厅)长(?:是谁|叫什么)|书记是谁|主任是谁"),
        re.compile(r"主任|区长|市长|县长|局长|省长|州长|厅长"),
        "姓名",
    ),
    (
        re.compile(r"叫什么名字|叫啥名|名字(?:是|叫)?什么|名称(?:是|叫)什么|(?<!长)叫什么[?？]?$"),
        re.compile(r"[“《].+[”》]|、|成为|获评|命名|称为|——|挂牌"),
        "名称",
    ),
    (
        re.compile(r"哪家(?:公司|企业|单位|厂商)|哪个(?:公司|企业|厂商|开发商)|谁(?:开发|承建|建设|投资|施工)"),
        re.compile(r"公司|集团|企业|开发商|承建|单位|荣?获|摘得|入选"),
        "承担者",
    ),
    (
        re.compile(
            r"[一每](?:张|人|户|顿|个|次|间|平(?:方米)?|床|位)[^，。？]{0,8}(?:多少钱|多少元|多少万|什么价|补多少|补偿|补贴)"
        ),
        re.compile(r"每|/|人均|均价|一次性"),
        "单价或标准",
    ),
    (re.compile(r"几点|开放时间|营业时间"), re.compile(r"\d+[点时:：]\d*|延时开放"), "开放时间"),
)


def aspect_missing(question: str, evidence: str) -> str:
    """The detail that the question asks for and the evidence cannot give; empty if there is none such."""
    for asked, given, name in _ASPECTS:
        if asked.search(question) and not given.search(evidence):
            return name
    return ""
