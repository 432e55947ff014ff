"""The words by which a question leans on the one before it."""

import re

from assistant.follow_time import TIME

NEW_TOPIC = re.compile(r"^(?:换个?(?:话题|问题|题)|另外问|再问一?个|顺便问|不说这个了?)[，,：: ]*")
LEAD = re.compile(r"^(?:那么?(?!个)|换成|换|改成|改为|如果是|其中|其|里面|这里面)[,，]?(?:的)?")
TAIL = re.compile(r"(?:的?呢|的情况呢?|怎么样|如何)?[?？。！!]*$")
REASON = re.compile(
    r"^(?:那)?(?:这)?(?:是)?(?:为什么|为何|为啥|原因(?:是什么|是啥|呢|何在)?|什么原因|怎么回事|因为什么)(?:呢|啊|呀)?[?？。]*$"
)
PRONOUN = re.compile(r"它们?|这个|那个|这些|那些|上面|上述|前面|刚才|该(?:项|指标)|[这那](?:一)?(?:项|点|条|两项)|此")
ITEM = re.compile(r"第(?P<n>[一二三四五六七八九十\d])(?:项|个|条|点|方面|件)")
RECAP = re.compile(r"一句话|(?:概括|总结|归纳|小结)(?:一下)?(?:上面|上述|前面|以上|刚才|这)")
ASKS = re.compile(r"多少|几|什么|哪|怎|为何|为啥|为什么|吗|谁|是否")
STRUCTURE = re.compile(r"困难|问题|挑战|短板|主要(?:指标|目标|任务|措施)|计划指标|附[件表]|计划表|几大方面")
"""Parts of a report that a question may be about without naming a thing."""

ACT = (
    r"新增|新建|新开工|建设|建成|完成|改造|整治|增长|提升|打算|安排|发放|培育|引进|办理|开展|推进|实现|达到|达标|"
    r"计划|预计|控制|落实|解决|处理|补助|投入|做到|保持|改善|恢复|百分|剩余?|剩下|再[建增加办]|[增涨降减改建]"
)
MEASURE = (
    r"(?:建筑|占地|总)?面积|协议总?投资|里程|单价|均价|金额|数量|规模|资金|总投资|投资额|人数|户数|个数|总数|总量|总额|比例|占比|比重|增速|增幅|涨幅|降幅|标准|目标|名称|名字|时间|地点|"
    r"占?(?:全[国省市区县球]|世界)|份额|部门|单位|责任|牵头|负责|名次|排名|长度|期限|进度|效果|钱|户|人"
)
NOTHING = re.compile(rf"(?:{TIME}|{ACT}|{MEASURE})+")
"""What no question is about by itself: what was done, and how much of it."""

UNITS = {
    "面积": "多少平方米",
    "金额": "多少钱",
    "钱": "多少钱",
    "资金": "多少钱",
    "户数": "多少户",
    "人数": "多少人",
    "长度": "多少公里",
}
HOW_MUCH = re.compile(rf"的?(?P<measure>{'|'.join(UNITS)})(?:是|有|为|又是)?(?:多少|多大|多长|几何)(?=[?？。呢啊]*$)")
"""A measure of the last thing, which the report tells by its unit alone."""

SHARE = re.compile(
    r"^(?:其中)?(?:的)?(?P<part>[^，。？]{1,12}?)的?占(?:了|到|比)?(?:其中的?)?(?:是|有)?(?:多少|几|多大)(?P<rest>[^，。？]{0,4}?)(?:呢|啊)?[?？。]*$"
)
EDGE_ACT = re.compile(
    r"^(?:新增|新建|新设|新开工|增加|建成|完成|累计|开工|完工)+|(?:新增|新建|新开工|累计|开工|完工|建成|完成)+$"
)
KIND = re.compile(
    rf"^(?:那么?|而)?[,，]?(?P<when>{TIME})?的?(?:主要|预期|年度|全年)?(?:(?P<plan>目标|计划|预期目标|计划目标|任务)|实际|完成情况|完成数)"
    r"(?:值|数)?(?:又)?(?:完成|达到)?了?(?:是|定)?(?:呢|多少|什么|如何|怎么样|几)*[?？。]*$"
)
"""A follow-up that asks for the plan where the result was asked for, or the other way round."""
