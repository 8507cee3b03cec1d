"""Whatever a bot asks for, it gets an answer in Telegram's form."""

import asyncio
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.dispatch import answer
from sandbox.facts import load_facts
from sandbox.files import Upload
from sandbox.limits import Limits
from sandbox.methods import METHODS
from sandbox.telegram import Telegram

FACTS = load_facts()
FIELDS = sorted({field.name for fields in FACTS.types.values() for field in fields})
ADA = 5_000_001

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-(2**70), max_value=2**70),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from([ADA, 1, "HTML", "<b>a</b>", "a", "photo", "article", "emoji", "chat", "attach://file", "٣"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(FIELDS), inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)


@st.composite
def calls(draw):
    method = draw(st.sampled_from(sorted(METHODS)))
    names = [field.name for field in FACTS.methods[method]]
    params = {name: draw(VALUES) for name in names if draw(st.booleans())}
    if "chat_id" in names:
        params["chat_id"] = ADA
    as_text = draw(st.booleans())
    return method, {name: json.dumps(value) if as_text else value for name, value in params.items()}


@settings(max_examples=150)
@given(calls())
def test_every_call_is_answered(call):
    method, params = call
    telegram = Telegram(limits=Limits.none())
    telegram.person("Ada").starts()
    answered = asyncio.run(answer(telegram, method, params, {"file": Upload("a.txt", b"a")}))
    body = json.loads(answered.body)
    assert body["ok"] is (answered.status == 200)
    assert answered.status == 200 or body["description"]
