from assistant.records import Answer, Check, Citation, Delta, Step
from assistant.web.conversation import Conversation
from assistant.web.strings import ZH
from assistant.web.turns import not_ready, plain, render, welcome
from vectorstore.records import Span

QUOTE = "新增中小学学位8060个。"
CITATION = Citation(1, "d", "报告<1>.txt", "p", ("一", "（四）"), "第一部分（四）", QUOTE, 10, 10 + len(QUOTE))
ANSWER = Answer(
    "学位？", "学位？", "新增8060个[1]。", "answered", "extractive", (CITATION,),
    (Check("8060个", Span(2, 7), 1, ok=True),), suggestions=("2026年呢？",), seconds=0.12,
)  # fmt: skip


def shown(answer: Answer) -> str:
    return render(Conversation().asked(answer.question).after(answer), ZH)[-1]


def changed(**changes: object) -> Answer:
    return Answer(**{name: getattr(ANSWER, name) for name in Answer.__dataclass_fields__} | changes)  # type: ignore[arg-type]


def test_events_build_the_answer_and_the_final_text_replaces_the_streamed_one() -> None:
    conversation = Conversation().asked("学位？")
    for event in (Step("understand"), Step("compose"), Delta("新增"), Delta("8060"), ANSWER):
        conversation = conversation.after(event)
    assert conversation.history == (ANSWER,)
    assert "新增8060个" in render(conversation, ZH)[0]


def test_the_step_under_way_is_named_and_those_before_are_done() -> None:
    html = render(Conversation().asked("学位？").after(Step("generate")), ZH)[0]
    assert '<li class="done">检索</li><li class="now">组织回答</li><li class="next">核对数字</li>' in html


def test_failed_and_stopped_turns_stay_on_the_page_and_out_of_the_history() -> None:
    conversation = Conversation().asked("甲").failed("连不上。").asked("乙").stopped().asked("学位？").after(ANSWER)
    assert [turn.question for turn in conversation.turns] == ["甲", "乙", "学位？"]
    assert conversation.history == (ANSWER,)


def test_stopping_a_finished_conversation_changes_nothing() -> None:
    conversation = Conversation().asked("学位？").after(ANSWER)
    assert conversation.stopped() is conversation


def test_a_turn_left_pending_counts_as_stopped_at_the_next_question() -> None:
    first, second = Conversation().asked("甲").asked("乙").turns
    assert (first.stopped, second.pending) == (True, True)


def test_the_badge_counts_the_checks() -> None:
    assert "数字已核对 1/1" in shown(ANSWER)


def test_an_unsupported_figure_is_named_with_what_is_wrong() -> None:
    wrong = Check("8061个", Span(2, 7), None, ok=False, problem="所引原句写的是8060个")
    html = shown(changed(checks=(wrong, *ANSWER.checks)))
    assert "1 个数字未获原文支持" in html
    assert "<b>8061个</b> 所引原句写的是8060个" in html
    assert "数字已核对" not in html


def test_a_computed_figure_says_so() -> None:
    computed = Check("约+20家", Span(0, 1), None, ok=True, computed=True)
    assert "<b>约+20家</b> 计算" in shown(changed(checks=(computed,)))


def test_the_question_as_understood_is_shown_only_when_it_differs() -> None:
    assert "理解" not in shown(ANSWER)
    assert "按“2026年学位？”理解" in shown(changed(standalone="2026年学位？"))


def test_a_failure_is_no_status_and_offers_to_ask_again() -> None:
    html = render(Conversation().asked('学<b>位"').failed("连不上。"), ZH)[0]
    assert 'class="failure"' in html
    assert 'class="status' not in html
    assert 'data-ask="学&lt;b&gt;位&quot;"' in html


def test_many_citations_are_folded() -> None:
    many = tuple(Citation(n, "d", "报告.txt", "p", (), "部分", QUOTE, 0, 1) for n in range(1, 6))
    assert "<details" not in shown(changed(checks=()))
    assert "依据（5 处）" in shown(changed(citations=many))


def test_the_document_is_named_where_several_are_cited() -> None:
    other = Citation(2, "e", "江苏.txt", "q", (), "第二部分", QUOTE, 0, 1)
    assert "报告&lt;1&gt;.txt ·" not in shown(ANSWER)
    assert "江苏.txt · 第二部分" in shown(changed(citations=(CITATION, other)))


def test_the_copied_text_holds_question_answer_and_citation() -> None:
    expected = "问：学位？\n\n答：新增8060个[1]。\n\n依据：\n[1] 《报告<1>》第一部分（四）：“新增中小学学位8060个。”"
    assert plain(ANSWER, ZH) == expected


def test_the_welcome_names_the_report_and_offers_questions() -> None:
    html = welcome(["学位<b>？"], ["计划<i>报告"], ZH)
    assert "已收录：《计划&lt;i&gt;报告》" in html
    assert 'data-ask="学位&lt;b&gt;？"' in html
    assert "已收录 2 份报告" in welcome([], ["甲", "乙"], ZH)


def test_without_an_index_the_welcome_says_what_is_wrong() -> None:
    html = not_ready("还没有资料：请运行 plan-assistant ingest <目录>", ZH)
    assert "ingest &lt;目录&gt;" in html
    assert "questions" not in html
