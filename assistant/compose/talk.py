"""Small talk, help, what is off topic, and orders to the assistant: answered without evidence."""

from collections.abc import Sequence

from assistant.compose.draft import Draft
from assistant.records import Question
from vectorstore.records import Document

_OFFERS = "我只回答计划报告里的内容：指标、项目、原因、措施、对比，并给出出处。"


def compose_talk(question: Question, documents: Sequence[Document]) -> Draft:
    """A short reply that says what can be asked instead."""
    if question.language == "en":
        return _english(question)
    if question.intent == "small_talk":
        return Draft(f"您好。{_OFFERS}", "answered", subject="")
    if question.intent == "help":
        titles = "、".join(f"《{document.title}》" for document in documents[:3]) or "已入库的报告"
        return Draft(
            f"我是计划报告问答助手，依据{titles}回答问题。{_OFFERS}报告没有写的，我会直说。", "answered", subject=""
        )
    if question.intent == "injection":
        return Draft(f"这不是对报告的提问，我不能照做。{_OFFERS}", "off_topic", subject="")
    if says_nothing(question):
        return Draft(f"没有看出您想问什么，请写明要查的指标或工作。{_OFFERS}", "off_topic", subject="")
    return Draft(f"这个问题与报告无关。{_OFFERS}", "off_topic", subject="")


def says_nothing(question: Question) -> bool:
    """Whether the question names nothing to look for: ？？？, a lone number."""
    return (
        not question.terms and not question.years and not question.wants_number and question.intent in {"fact", "yesno"}
    )


def _english(question: Question) -> Draft:
    if question.intent in {"small_talk", "help"}:
        return Draft(
            "I answer questions about the plan reports, with the figure, its year and the section it stands in.",
            "answered",
        )
    return Draft(
        "That is not a question about the reports. Ask me about their figures, projects, reasons or plans.", "off_topic"
    )
