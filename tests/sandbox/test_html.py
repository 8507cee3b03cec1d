"""HTML into entities and back, in Telegram's own words where it fails."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.text.entities import utf16_cut, utf16_length
from sandbox.text.html import MarkupError, parse_html
from sandbox.text.rendering import rendered_html

WRONG = {
    "<b>open": 'Can\'t find end tag corresponding to start tag "b"',
    "è <x>text</x>": 'Unsupported start tag "x" at byte offset 3',
    "text</b>": "Unexpected end tag at byte offset 4",
    "<b>text</i>": 'Unmatched end tag at byte offset 7, expected "</b>", found "</i>"',
    "<b": "Unclosed start tag at byte offset 0",
    "à 3 < 4": 'Unsupported start tag "" at byte offset 5',
    "<b>text</b": "Unclosed end tag at byte offset 7",
    '<a ="x">text</a>': 'Empty attribute name in the tag "a" at byte offset 0',
    "<a href=a/b>text</a>": "Unexpected end of name token at byte offset 8",
    '<a href="x': "Unclosed start tag at byte offset 0",
    "<a href=": 'Unclosed start tag "a" at byte offset 0',
    "<span>text</span>": 'Tag "span" must have class "tg-spoiler" at byte offset 0',
    "<tg-emoji emoji-id='x'>👍</tg-emoji>": "Invalid custom emoji identifier specified",
    "<tg-time>now</tg-time>": "Invalid Unix time specified",
}


@pytest.mark.parametrize(("source", "said"), WRONG.items())
def test_wrong_markup_is_refused_in_telegrams_words(source, said):
    with pytest.raises(MarkupError) as refused:
        parse_html(source)
    assert str(refused.value) == said


READ = {
    "<b>a</b><strong>b</strong>": ("ab", [("bold", 0, 1), ("bold", 1, 1)]),
    "<i><u>a</u> <s>b</s></i>": ("a b", [("italic", 0, 3), ("underline", 0, 1), ("strikethrough", 2, 1)]),
    "<ins>a</ins><em>b</em><del>c</del>": ("abc", [("underline", 0, 1), ("italic", 1, 1), ("strikethrough", 2, 1)]),
    "<tg-spoiler>a</tg-spoiler><span class='tg-spoiler'>b</span>": ("ab", [("spoiler", 0, 1), ("spoiler", 1, 1)]),
    "👍 <b>👍è</b>": ("👍 👍è", [("bold", 3, 3)]),
    "<blockquote>a</blockquote>": ("a", [("blockquote", 0, 1)]),
    "<blockquote expandable>a</blockquote>": ("a", [("expandable_blockquote", 0, 1)]),
    "<code>a</code><pre>b</pre>": ("ab", [("code", 0, 1), ("pre", 1, 1)]),
    "<B>a</b>&lt;&amp;&gt;&quot;&#39;&#x41;": ("a<&>\"'A", [("bold", 0, 1)]),
    "a &nbsp; & &copy; b": ("a &nbsp; & &copy; b", []),
    "<b></b>a": ("a", []),
    "<code class='language-sql'><pre>a</pre></code>": ("a", [("pre", 0, 1)]),
    "<pre>a<code>b</code></pre>": ("ab", [("pre", 0, 2), ("code", 1, 1)]),
    "<b class=x >a</b >": ("a", [("bold", 0, 1)]),
    "a & b &#0; &": ("a & b &#0; &", []),
    "<b>a</>": ("a", [("bold", 0, 1)]),
}


@pytest.mark.parametrize(("source", "read"), READ.items())
def test_markup_becomes_text_and_entities(source, read):
    text, entities = parse_html(source)
    assert (text, [(entity["type"], entity["offset"], entity["length"]) for entity in entities]) == read


def test_the_entities_that_carry_something_carry_it():
    source = (
        '<a href="HTTPS://Example.com">a</a><a href="tg://user?id=7">b</a>'
        '<pre><code class="language-sql">c</code></pre>'
        '<tg-emoji emoji-id="5">👍</tg-emoji><tg-time unix=\'1647531900\' format="wDT">d</tg-time>'
    )
    _, entities = parse_html(source)
    assert [{name: entity[name] for name in entity if name not in {"offset", "length"}} for entity in entities] == [
        {"type": "text_link", "url": "https://example.com/"},
        {"type": "text_mention", "user": {"id": 7}},
        {"type": "pre", "language": "sql"},
        {"type": "custom_emoji", "custom_emoji_id": "5"},
        {"type": "date_time", "unix_time": 1647531900, "date_time_format": "wDT"},
    ]


def test_a_time_without_a_format_stays_as_it_is_written():
    text, entities = parse_html('<tg-time unix="1647531900">domani alle 18</tg-time>')
    assert text == "domani alle 18"
    assert entities == [{"type": "date_time", "offset": 0, "length": 14, "unix_time": 1647531900}]


def test_a_link_that_is_none_is_plain_text():
    assert parse_html('<a href="nowhere">a</a>') == ("a", [])


def test_a_link_without_an_address_links_to_its_text():
    assert parse_html("<a>example.com</a>")[1][0]["url"] == "http://example.com/"


SAME = [
    "<pre>a &lt; b</pre>",
    '<pre><code class="language-sql">select 1</code></pre>',
    "<blockquote expandable>a</blockquote>",
    '<a href="tg://user?id=7">Ada</a>',
    '<tg-emoji emoji-id="5">👍</tg-emoji>',
    '<tg-time unix="60" format="wDT">a</tg-time>',
    "<b>a<i>b</i></b><i>c</i>",
    '<tg-spoiler>a</tg-spoiler> <a href="https://example.com/?a=1&amp;b=2">b</a>',
]


@pytest.mark.parametrize("html", SAME)
def test_every_kind_of_entity_is_written_as_it_is_read(html):
    assert rendered_html(*parse_html(html)) == html


def test_entities_that_overlap_are_written_properly_nested():
    overlapping = [{"type": "bold", "offset": 0, "length": 2}, {"type": "italic", "offset": 1, "length": 2}]
    assert rendered_html("abc", overlapping) == "<b>a<i>b</i></b><i>c</i>"


def test_half_a_surrogate_pair_is_refused():
    with pytest.raises(MarkupError, match="invalid Unicode"):
        parse_html("&#xd83d;")


CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"])
PLAIN = st.text(CHARACTERS, min_size=1, max_size=12)
TAGS = {
    "b": "bold",
    "i": "italic",
    "u": "underline",
    "s": "strikethrough",
    "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
    "blockquote expandable": "expandable_blockquote",
    'a href="https://example.com/?a=1&amp;b=%22"': "text_link",
    'tg-time unix="60"': "date_time",
}


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


LEAVES = PLAIN.map(lambda text: (escaped(text), text))


def nested(parts):
    return st.tuples(st.sampled_from(sorted(TAGS)), st.lists(parts, min_size=1, max_size=3)).map(
        lambda drawn: (
            f"<{drawn[0]}>{''.join(source for source, _ in drawn[1])}</{drawn[0].split()[0]}>",
            "".join(text for _, text in drawn[1]),
        )
    )


SOURCES = st.lists(st.recursive(LEAVES, nested, max_leaves=8), min_size=1, max_size=4).map(
    lambda parts: ("".join(source for source, _ in parts), "".join(text for _, text in parts))
)


@settings(max_examples=50)
@given(SOURCES)
def test_markup_written_from_entities_reads_the_same_again(source_and_text):
    source, text = source_and_text
    read, entities = parse_html(source)
    assert read == text
    again, entities_again = parse_html(rendered_html(read, entities))
    assert again == read
    assert covered(again, entities_again) == covered(read, entities)
    assert rendered_html(again, entities_again) == rendered_html(read, entities_again)


def covered(text, entities):
    """What every UTF-16 unit of a text is, whatever the entities are cut into."""
    kinds = [set() for _ in range(utf16_length(text))]
    for entity in entities:
        for unit in range(entity["offset"], entity["offset"] + entity["length"]):
            kinds[unit].add((entity["type"], entity.get("url"), entity.get("unix_time")))
    return kinds


@given(st.text(alphabet=string.printable + "àè👍", max_size=60))
def test_any_text_is_read_or_refused_and_never_breaks_the_parser(source):
    try:
        text, entities = parse_html(source)
    except MarkupError:
        return
    assert all(utf16_cut(text, entity["offset"], entity["length"]) for entity in entities)


@given(st.text(CHARACTERS, max_size=40))
def test_escaped_text_reads_as_itself(text):
    assert parse_html(escaped(text)) == (text, [])
