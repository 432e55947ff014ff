"""A conversation as HTML, one string a turn. Everything that a visitor or a report wrote is escaped."""

import html
from collections.abc import Iterable, Sequence

from assistant.feedback import LONGEST_REASON
from assistant.records import Answer, Check, Citation
from assistant.web.conversation import Conversation, Turn
from assistant.web.markup import marker_button, on_one_line, to_html, to_plain
from assistant.web.strings import Strings

# More citations than this are folded away: the markers in the text open them just as well.
_CITATIONS_SHOWN = 3


def render(conversation: Conversation, strings: Strings) -> list[str]:
    """One HTML string a turn, oldest first."""
    return [_turn(turn, number, strings) for number, turn in enumerate(conversation.turns)]


def welcome(examples: Sequence[str], titles: Sequence[str], strings: Strings) -> str:
    """Draw the page before the first question: what this is, which reports it has read, and what to ask."""
    collected = strings.one_report if len(titles) == 1 else strings.reports
    known = collected.format(title="".join(titles[:1]), count=len(titles))
    return _welcome(f'<p class="collected">{html.escape(known)}</p>{_questions(examples, strings.examples)}', strings)


def not_ready(problem: str, strings: Strings) -> str:
    """Draw the page when there is no index to ask: what is wrong and what to do."""
    return _welcome(f'<p class="failure" role="alert">{html.escape(problem)}</p>', strings)


def _welcome(rest: str, strings: Strings) -> str:
    return (
        f'<section class="welcome"><h2>{html.escape(strings.welcome)}</h2>'
        f'<p class="promise">{html.escape(strings.promise)}</p>{rest}</section>'
    )


def plain(answer: Answer, strings: Strings) -> str:
    """Question, answer and citations as text, to be pasted into a document."""
    parts = [strings.copied_question + answer.standalone, strings.copied_answer + to_plain(answer.text)]
    if answer.citations:
        cited = (
            strings.copied_citation.format(
                marker=citation.marker,
                document=citation.document.rsplit(".", 1)[0],
                label=citation.label,
                quote=on_one_line(citation.quote),
            )
            for citation in answer.citations
        )
        parts.append("\n".join((strings.copied_evidence, *cited)))
    return "\n\n".join(parts)


def _turn(turn: Turn, number: int, strings: Strings) -> str:
    if turn.answer is not None:
        body = _answer(turn.answer, strings)
    elif turn.failure:
        body = _failure(turn, strings)
    elif turn.stopped:
        body = _streamed(turn) + f'<p class="notice">{html.escape(strings.stopped)}</p>'
    else:
        body = _steps(turn, strings) + _streamed(turn)
    return (
        f'<article class="turn" data-turn="{number}" aria-busy="{str(turn.pending).lower()}">'
        f'<h3 class="question">{html.escape(turn.question)}</h3><div class="reply">{body}</div></article>'
    )


def _answer(answer: Answer, strings: Strings) -> str:
    labels = {citation.marker: _cite_label(citation, strings) for citation in answer.citations}
    quotes = [citation.quote for citation in answer.citations]
    chip = strings.statuses[answer.status]
    return "".join(
        (
            _understood(answer, strings),
            f'<p class="status {answer.status}">{html.escape(chip)}</p>' if chip else "",
            f'<div class="text">{to_html(answer.text, labels=labels, quotes=quotes, checks=answer.checks)}</div>',
            f'<p class="notice">{html.escape(answer.notice)}</p>' if answer.notice else "",
            _evidence(answer.citations, strings),
            _foot(answer, strings),
            _questions(answer.suggestions, strings.next_questions),
        )
    )


def _understood(answer: Answer, strings: Strings) -> str:
    if answer.standalone.strip() == answer.question.strip():
        return ""
    return f'<p class="understood">{html.escape(strings.understood_as.format(question=answer.standalone))}</p>'


def _evidence(citations: Sequence[Citation], strings: Strings) -> str:
    if not citations:
        return ""
    several = len({citation.document_id for citation in citations}) > 1
    items = "".join(_citation(citation, strings, named=several) for citation in citations)
    if len(citations) <= _CITATIONS_SHOWN:
        return f'<section class="evidence" aria-label="{html.escape(strings.evidence)}"><ol>{items}</ol></section>'
    summary = html.escape(strings.more_evidence.format(count=len(citations)))
    return f'<details class="evidence"><summary>{summary}</summary><ol>{items}</ol></details>'


def _citation(citation: Citation, strings: Strings, *, named: bool) -> str:
    place = f"{citation.document} · {citation.label}" if named else citation.label
    return (
        f'<li data-cite="{citation.marker}">{marker_button(citation.marker, _cite_label(citation, strings))}'
        f'<p><span class="place">{html.escape(place)}</span>'
        f"<q>{html.escape(on_one_line(citation.quote))}</q></p></li>"
    )


def _foot(answer: Answer, strings: Strings) -> str:
    made = f"{strings.mode(answer.mode)} · {strings.seconds.format(seconds=answer.seconds)}"
    return (
        f'<div class="foot">{_badge(answer.checks, strings)}<span class="made">{html.escape(made)}</span>'
        f"{_thumbs(strings)}"
        f'<button type="button" class="copy" title="{html.escape(strings.copy_title)}"'
        f' data-copy="{html.escape(plain(answer, strings))}" data-done="{html.escape(strings.copied)}">'
        f"{html.escape(strings.copy)}</button>{_reason(strings)}</div>"
    )


def _thumbs(strings: Strings) -> str:
    words = strings.history
    buttons = "".join(
        f'<button type="button" data-vote="{vote}" aria-pressed="false" title="{html.escape(name)}"'
        f' aria-label="{html.escape(name)}"></button>'
        for vote, name in (("up", words.useful), ("down", words.useless))
    )
    return f'<span class="rate">{buttons}</span>'


def _reason(strings: Strings) -> str:
    words = strings.history
    return (
        f'<form class="reason" hidden><input maxlength="{LONGEST_REASON}" autocomplete="off"'
        f' placeholder="{html.escape(words.reason)}" aria-label="{html.escape(words.reason)}">'
        f'<button>{html.escape(words.give_reason)}</button></form><span class="rated" role="status"></span>'
    )


def _badge(checks: Sequence[Check], strings: Strings) -> str:
    if not checks:
        return ""
    wrong = [check for check in checks if not check.ok]
    text = (
        strings.unchecked.format(count=len(wrong)) if wrong else strings.checked.format(ok=len(checks), all=len(checks))
    )
    lines = "".join(_check(check, strings) for check in checks)
    kind, state = ("wrong", " open") if wrong else ("right", "")
    return f'<details class="badge {kind}"{state}><summary>{html.escape(text)}</summary><ul>{lines}</ul></details>'


def _check(check: Check, strings: Strings) -> str:
    if not check.ok:
        verdict = check.problem or strings.no_support
    elif check.computed:
        verdict = strings.computed
    else:
        verdict = f"{strings.figure_in} [{check.marker}]"
    kind = "right" if check.ok else "wrong"
    return f'<li class="{kind}"><b>{html.escape(check.figure)}</b> {html.escape(verdict)}</li>'


def _questions(questions: Iterable[str], title: str) -> str:
    buttons = "".join(
        f'<li><button type="button" data-ask="{html.escape(question)}">{html.escape(question)}</button></li>'
        for question in questions
    )
    if not buttons:
        return ""
    name = html.escape(title)
    return f'<nav class="questions" aria-label="{name}"><h4>{name}</h4><ul>{buttons}</ul></nav>'


def _failure(turn: Turn, strings: Strings) -> str:
    return (
        f'<div class="failure" role="alert"><b>{html.escape(strings.failed)}</b>'
        f"<p>{html.escape(turn.failure)}</p>"
        f'<button type="button" data-ask="{html.escape(turn.question)}">{html.escape(strings.retry)}</button></div>'
    )


def _steps(turn: Turn, strings: Strings) -> str:
    names = list(dict.fromkeys(strings.steps.values()))
    current = names.index(strings.steps[turn.step]) if turn.step else 0
    states = ["done"] * current + ["now"] + ["next"] * (len(names) - current - 1)
    items = "".join(f'<li class="{state}">{html.escape(name)}</li>' for name, state in zip(names, states, strict=True))
    return f'<ol class="steps" role="status" aria-label="{html.escape(strings.working)}">{items}</ol>'


def _streamed(turn: Turn) -> str:
    return f'<div class="text live">{to_html(turn.text, labels={})}</div>' if turn.text else ""


def _cite_label(citation: Citation, strings: Strings) -> str:
    return strings.open_citation.format(marker=citation.marker, label=citation.label)
