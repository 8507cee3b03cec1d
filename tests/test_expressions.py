"""A regular expression takes time in proportion to the text, whatever stands in it: `re` lets nothing else run."""

import re

import pytest

from tests.expressions import Expression, expressions, grows_too_fast, hostile


def slow(texts: int, longest: int) -> list[str]:
    return [
        f"{one.module}: {one.pattern.pattern!r} with {text!r}"
        for one in expressions()
        for text in [next((text for text in hostile(one.pattern, texts) if grows_too_fast(one, text, longest)), None)]
        if text is not None
    ]


def test_each_is_linear_on_the_texts_that_are_likeliest_to_be_slow():
    assert not slow(texts=5, longest=4_096)


@pytest.mark.prove(part="expressions")
def test_each_is_linear():
    found = len(expressions())
    print(f"regular expressions: {found}, each with up to 100 texts of up to 16,384 characters")  # noqa: T201 - with -s
    assert not slow(texts=100, longest=16_384)


@pytest.mark.parametrize(
    "bad", [r"[,\s]*(?:alle|ore|\s)*$", r"(.*?)[\s,;]*\bfino", r"(a+)+b", r"\s+$", r"(?:a|ab|b)*c"]
)
def test_what_is_not_linear_is_found(bad: str):
    expression = Expression(re.compile(bad), "")
    assert any(grows_too_fast(expression, text, 4_096) for text in hostile(expression.pattern, 150))


def test_all_are_looked_at():
    found = expressions()
    assert len(found) > 200
    assert any(one.module == "domain.lookup.sentence" and "bis|ter" in one.pattern.pattern for one in found)
    assert any(one.module == "domain.calendar.csv_times" and one.ways == {"fullmatch"} for one in found)
