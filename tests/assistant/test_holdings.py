"""What the index holds, document by document."""

from dataclasses import replace

from assistant.answer import Assistant
from assistant.holdings import holdings


def test_each_document_is_counted_with_its_outline_and_rows(assistant: Assistant) -> None:
    (held,) = holdings(assistant.store.current().contents)
    assert (held.headings["part"], held.headings["section"], held.headings["topic"]) == (3, 15, 57)
    assert held.rows == 24
    assert held.passages > 80
    assert held.figures > 200
    assert held.alike == ()


def test_two_documents_that_say_the_same_are_told_of_each_other(assistant: Assistant) -> None:
    contents = assistant.store.current().contents
    document = contents.documents[0]
    copy = replace(document, id="copy", name="副本.txt", text=document.text.replace("8060", "8061"))
    held = holdings(replace(contents, documents=(document, copy)))
    assert [one.alike for one in held] == [("副本.txt",), (document.name,)]
