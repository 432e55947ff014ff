"""What kind of answer a question wants, read from its wording."""

import re

from assistant.records import Intent
from vectorstore.quantities import find_quantities

_ORDER = re.compile(
    r"(?:请?(?:忽略|无视|忘记|忘掉|不要理会|别管)[^，。；？！]{0,12}(?:指令|规则|要求|提示|设定|限制|内容)|"
    r"系统提示词?|system prompt|ignore (?:all|any|the|previous|above)[^.?!]*|"
    r"(?:你现在是|假装你?是|扮演|进入)[^，。；？！]{0,20}(?:助手|模式|角色|没有限制|开发者)[^，。；？！：:]{0,10}|"
    r"(?:别|不要|不用|不许)(?:查|引用|看)?报告了?|只(?:能|许|要)?(?:回答|说|输出)[^，。；？！：:]*|"
    r"直接(?:告诉我|说|回答)|从现在起|随便(?:编|写|说)[^，。；？！：:]*|(?:编造|虚构|"
    r"捏造)[^，。；？！：:]*|越狱|jailbreak|pretend[^.?!]*)"
)
_ORDER_LEAD = re.compile(r"^(?:请)?直接(?:告诉我|说|回答)[，：:]?")
_ORDERED_TASK = re.compile(
    r"系统提示|夸我|夸夸|(?:输出|打印|泄露|告诉我)[^，。；]{0,8}(?:提示词|指令|密码|密钥)|prompt"
)
_OFF_TOPIC = re.compile(
    r"天气|(?:今天|明天|周末|会不会|要不要)[^，。]{0,6}下雨|气温(?!治理)|股票|炒股|基金(?:推荐|"
    r"怎么买|值得买)|彩票|星座|运势|算命|笑话|"
    r"写(?:一?[首篇个段副])?(?:关于|描写|赞美|祝)?(?:[^，。]{0,12}的)?(?:七言|五言|藏头)?(?:诗|绝句|"
    r"律诗|古诗|小说|作文|情书|歌词|故事|代码|程序|散文|对联|贺词|祝福)|"
    r"作[一首]*诗|讲个?(?:故事|笑话)|生日(?:快乐|礼物)|菜谱|(?:红烧|清蒸|糖醋|怎么炖|炖|炒|"
    r"煮)[^，。？]{0,6}(?:怎么做|做法|怎么炖|好吃|不腻|才)|怎么(?:炖|炒|煮|腌)|怎么做(?:饭|菜|蛋糕)|"
    r"减肥|追女|谈恋爱|失恋|相亲|穿什么|穿搭|发型|(?:发烧|感冒|咳嗽|头疼|失眠|"
    r"过敏)[^，。]{0,8}(?:怎么办|吃什么|吃啥|该)|吃(?:什么|啥)药|"
    r"(?:电影|喜剧片?|电视剧|综艺|动画片)(?:推荐|好看)|推荐[^，。]{0,14}(?:电影|片|剧|餐厅|小说|歌|"
    r"手机|股|基金|理财|保险产品|景点|酒店)|"
    r"世界杯|奥运会谁|比赛结果|翻译(?:成|一下)|python|java\b|weather|stock (?:tip|to buy)|poem|recipe|joke",
    re.IGNORECASE,
)
_SMALL_TALK = re.compile(
    r"^(?:你好|您好|嗨|哈喽|hello|hi|早上好|下午好|晚上好|谢谢|多谢|感谢|辛苦了?|再见|拜拜|thanks?|"
    r"thank you|bye|好的|明白了|ok)[呀啊吧了你您们！!。.，,~～ ]*$",
    re.IGNORECASE,
)
_HELP = re.compile(
    r"你(?:是谁|叫什么|能(?:做|干|回答)什?么|会(?:做|干)?什么|有什么功能|可以做什么)|怎么(?:使用|"
    r"用你)|使用(?:说明|帮助)|^(?:帮助|help)$|who are you|what can you do",
    re.IGNORECASE,
)

_WHERE = re.compile(
    r"(?:在|写在|写到|出现在|出自|见|位于|属于|放在|翻到)[^，。？]{0,6}(?:哪|什么)(?:里|"
    r"儿)?(?:[一个]*(?:部分|章节?|节|段|位置|地方|标题|页|处|块))|"
    r"(?:哪|第几)[一个]?(?:部分|章节?|小?节|段|页)(?!次)|(?:哪里|哪儿)[讲说写]到?了?|放在什么地方|放在?哪[儿里]?了?[?？]?$|(?:写|放|列|排|说|讲|在)[^，。？]{0,9}第几[个]?[条项点块]|(?:报告|文中|原文)[^，。？]{0,4}(?:什么|"
    r"哪个?)(?:位置|地方)|出处|翻[^，。？]{0,4}哪|[这那]一?[段块句话]{1,2}在哪|哪里(?:提到|写)|"
    r"写在[^，。？]{0,6}哪|(?:在哪|哪[儿里])[儿里]?(?:能|可以)?[查找看]得?到|(?:段落|内容|表述|说法|原话|原文)[^，。？]{0,3}在哪|在(?:报告|原文)(?:里|"
    r"中)?的?(?:哪里|哪儿|位置|哪)|"
    r"\b(?:which|what) (?:section|part|chapter)\b|\bwhere in the report\b|\bwhere (?:is|does|"
    r"are)\b.*\b(?:mention|report|stated|appear|find|found)",
    re.IGNORECASE,
)
_COMPARE = re.compile(
    r"对比|相比|比较(?=一下|两|20|今|去|这|[^\u4e00-\u9fff]|$)|(?:两年|作个?|做个?)比较|(?:目标|"
    r"计划)(?:[^，。？]{0,4})(?:和|与|跟)(?:[^，。？]{0,4})(?:实际|完成)|相差|差多少|差几|差距|差别|"
    r"区别|多多少|少多少|高多少|低多少|高还是低|低还是高|多还是少|少还是多|升还是降|增还是减|"
    r"增加还是减少|[多高快大好][^，。？]{0,2}还是[^，。？]{1,14}[多高快大好低少慢]|"
    r"变化(?:有多大|多少|如何|怎么样|情况)?|(?:哪|谁)一?[个年家项类]?(?:数量|规模)?(?:更|比较)?(?:增(?:长)?得?)?(?:大|"
    r"多|高|快|低|少|小|慢)|两年|(?:各|分别)[^，。？多少几]{0,6}多少|"
    r"比(?:去年|上年|今年|2\d{3}年?|实际|计划|目标)[^，。？]{0,10}(?:多|少|高|低|快|慢|增|减)|"
    r"多出来?(?:几|多少)|从(?:现在|目前)到|"
    r"比(?!较|例|重|值|如)(?![^，。？]*(?:年|目标|计划|预期|实际|全[国省市区县]|平均|同期))[^，。？]{2,12}?[高快低慢大多少](?:了|出)?(?:多少|几)|"
    r"[从由](?:多少|几)[^，。？]{0,4}[到成为](?:了)?(?:多少|几)|"
    r"(?:原来|原先|以前|之前)[^。？]{1,14}(?:现在|如今|目前)|"
    r"\bcompare|\bversus\b|\bvs\b|higher or lower|more or (?:less|fewer)|difference between|"
    r"change[ds]? from",
    re.IGNORECASE,
)
_STRUCTURE = (
    r"(?:方面|指标|问题|困难|挑战|任务|部分|措施|类别|类(?![\u4e00-\u9fff]{2})|大类|领域|章|节|"
    r"条措施|短板|不足|原因|区域|领域|工程)"
)
_COUNT = re.compile(
    rf"(?:有|共|共有|一共|总共|分为|分成了?|讲了?|提出了?|列出?了?|包括)?(?:几|多少)(?:个|项|条|大|种|"
    rf"类|点|处)*(?:的)?(?:主要|突出|具体)?(?:方面的?|不同的?)?{_STRUCTURE}|"
    rf"{_STRUCTURE}[^，。？]{{0,10}}(?:有|共|一共|分为|分成)(?:多少|几)(?:个|项|条|类|种|大)|(?:有|"
    rf"共)(?:几|多少)[项个条][^，。？]{{0,12}}(?:第一|首个|首家|达到市级要求|率先)|"
    r"how many (?:problems|indicators|sections|parts|targets|areas|categories|tasks|challenges|issues)",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"为什么|为何|原因|怎么回事|缘故|怎么会|因为(?:啥|什么)|何以|为啥|怎么没|咋没|凭什么|(?:什么|啥)(?:造成|导致|引起|影响)|咋(?:就)?[^，。？]{0,6}[降掉跌少]|\bwhy\b|\breason",
    re.IGNORECASE,
)
_FLATLY_WHY = re.compile(r"^(?!.*(?:比一比|对比|相比|哪个|谁更)).*(?:为什么|为何|为啥|缘故|怎么回事|怎么会)")
_HOW = re.compile(
    r"怎么(?!样)|如何|怎样|咋(?!样)|(?:什么|啥)(?:办法|措施|举措|手段|方式|招)|哪些(?:办法|措施|举措|手段|"
    r"做法)|靠的?(?:什么|啥)|\bhow (?:will|does|did|to|is|are|can|would)\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"哪些|哪几|哪[两二三四五六七八九十]|有什么|有啥|都有谁|点了?谁的?名|列出|列举|列一下|名单|包括什么|包含什么|"
    r"分别(?:是|叫|指)(?:什么|哪|谁)|是指?哪|说的是哪|都(?:有|是)(?:什么|哪|谁)|"
    r"哪[“\"]?[一二三四五六七八九十][^，。？]{0,3}[”\"]?|\bwhich\b(?!.*\b(?:section|part)\b)|"
    r"\blist\b|what (?:problems|challenges|difficulties|measures|tasks)\b|"
    r"what are the\b(?!.*(?:number|rate|growth|total))",
    re.IGNORECASE,
)
_EACH_OF_A_LIST = re.compile(r"(?:哪(?:些|几[个类种项样])|有[什啥]么?)[^。？]*[，、][^，。？]{0,4}(?:各|分别)")
"""What is listed is to be told each with its figure; no two are compared (有哪几类，各多少)."""

_SUMMARY = re.compile(
    r"概括|总结|归纳|概述|综述|简述|简要|梳理|介绍(?:一下|下)?|做了(?:什么|哪些)|干了(?:什么|啥)|"
    r"主要(?:内容|工作|做法|成效|举措)|"
    r"(?:工作|进展|成效|方面)[^，。？]{0,6}(?:怎么样|如何|咋样)|有(?:什么|哪些|啥)(?:进展|成效|成绩|"
    r"安排|打算|举措|动作)|"
    r"安排了?(?:什么|哪些)|(?:要|会|将)?(?:怎么|如何)(?:安排|部署)|情况(?:怎么样|如何|"
    r"咋样)?[?？。]?$|怎么样[?？]?$|说说|讲讲|谈谈|快速了解|\bsummar|\boverview\b|\bmain (?:points|"
    r"measures|tasks)|tell me about|\bbriefly\b|\bintroduce\b",
    re.IGNORECASE,
)
_TOLD_TO_SUM_UP = re.compile(
    r"概括|总结|归纳|概述|综述|简述|梳理|快速了解|几句话|写几句|要点(?!名)|概要|说个大概|的(?:事|情况)(?:说|讲)一下|summari[sz]e|overview|做了(?:什么|哪些)(?:工作)?[^多少]*$",
    re.IGNORECASE,
)
_YESNO = re.compile(
    r"(?:[吗嘛]|(?<![什怎这那多])么)[?？。！!]?$|吗[?？，,]|是否|是不是|有没有|有无|能否|能不能|可否|"
    r"会不会|对不对|对吗|没有?[?？]?$|[对是]吧[?？]?$|了吧(?:[，,?？]|$)|"
    r"^(?:is|are|was|were|did|does|do|has|have|will|can)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"多少|(?<!哪)几[一-龥]|第几|how (?:many|much)", re.IGNORECASE)


def without_orders(text: str) -> str:
    """The question without the orders to the assistant that were slipped into it."""
    if not _ORDER.search(text):
        return text
    parts = re.split(r"(?<=[，。；？！：:,.;?!])", text)
    kept = [_ORDER_LEAD.sub("", part) for part in parts if not _is_order(part) and not _ORDERED_TASK.search(part)]
    return re.sub(r"^(?:然后|再|也行|并|都行|另外)?[，。；：:,.;\s]*", "", "".join(kept)).strip()


def _is_order(part: str) -> bool:
    """Whether a part of the question is an order and not the claim that it wants repeated (直接说……GDP是2500亿元)."""
    return bool(_ORDER.search(part)) and not (_ORDER_LEAD.search(part) and find_quantities(part))


def intent_of(text: str, asked: str) -> Intent:
    """The intent of ``asked``, the part of ``text`` that is a question."""
    if asked != text and not _is_question(asked):
        return "injection"
    if _SMALL_TALK.search(asked):
        return "small_talk"
    if _HELP.search(asked):
        return "help"
    if _OFF_TOPIC.search(asked):
        return "off_topic"
    return _content_intent(asked)


def _is_question(text: str) -> bool:
    asks = re.search(r"[?？]|多少|几|什么|哪|吗|是否|如何|怎|介绍|概括|总结|\bhow\b|\bwhat\b", text)
    return len(text) > 4 and bool(asks or find_quantities(text))


def _content_intent(text: str) -> Intent:
    ordered: tuple[tuple[Intent, re.Pattern[str]], ...] = (
        ("where", _WHERE),
        ("list", _EACH_OF_A_LIST),
        ("count", _COUNT),
        ("why", _FLATLY_WHY),
        ("compare", _COMPARE),
        ("why", _WHY),
    )
    for intent, pattern in ordered:
        if pattern.search(text):
            return intent
    if _TOLD_TO_SUM_UP.search(text):
        return "summary"
    if _YESNO.search(text) and not _NUMBER.search(text):
        return "yesno"
    if _NUMBER.search(text) and not _LIST.search(text):
        return "fact"
    if _SUMMARY.search(text):
        return "summary"
    if _LIST.search(text):
        return "list"
    return "why" if _HOW.search(text) else "fact"
