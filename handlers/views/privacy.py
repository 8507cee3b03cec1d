"""The privacy notice, under the headings that a public body's must have (GDPR, Regulation (EU) 2016/679, art. 13)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from markupsafe import Markup

from domain.privacy.retention import LASTS, QUESTIONS_LAST, WORK_LASTS, Sweep
from handlers.buttons.talk import ForgetMe
from handlers.i18n import Translator, mark
from handlers.views.keys import reminders_key
from handlers.views.view import Attachment, View, key, keyboard, paragraphs

HOW_LONG: Mapping[Sweep, str] = {
    Sweep.DIALOGUES: mark("Open questions: {question}."),
    Sweep.INBOX: mark("What you write me: until I have handled it; its number, {time}."),
    Sweep.DELIVERIES: mark("Which messages I sent you: until {time} after what they were about."),
    Sweep.EVENTS: mark("Whether you come, and what I told you of a date: until {time} after it."),
    Sweep.REPORTS: mark("Reports: {time}; they do not have your name, so I cannot find yours again."),
}
"""What the notice says of the time that each sweep keeps."""

OF_OPERATORS: Mapping[Sweep, str] = {
    Sweep.DEEDS: mark(
        "Your name on Telegram and your networks, until {time} after you stop; what you did as an operator, for {time}."
    ),
    Sweep.ANNOUNCEMENTS: mark("Your announcements: until {time} after their last change."),
    Sweep.DIALOGUES: mark("What you have not finished: {work}."),
}
"""The same, for who is an operator."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Who answers for the bot's data. None: whoever runs the bot has not stated it, and the notice says so."""

    controller: str | None = None
    controller_contact: str | None = None
    officer_contact: str | None = None


def privacy(notice: Notice, t: Translator) -> View:
    """What is kept, why, for how long, and what one can ask."""
    return View(
        paragraphs(
            t("<b>What I keep about you: very little</b>"),
            t(
                "<b>What.</b> The number Telegram gives this chat, its kind, your language, when you first wrote and "
                "whether you have blocked me. What you follow, how you want to be told, and your answers “I’ll be "
                "there” or “I can’t come”. Which messages I sent you, and when. A question of mine that you have not "
                "answered yet. If you report a wrong answer: the place and your line, without your name. <b>I never "
                "keep your position</b>: I use it to answer you and do not save it. You need not give me anything: you "
                "can choose a network from the list."
            ),
            t(
                "<b>Why.</b> To answer you in your language about the neighbourhood networks: a task in the public "
                "interest (GDPR art. 6.1.e; Italian Privacy Code, art. 2-ter)."
            ),
            t("<b>How long.</b> {each} The rest: until you delete it.", each=_how_long(HOW_LONG, t)),
            t(
                "<b>Who else sees it.</b> Telegram carries our messages, under its own rules and on computers that may "
                "be outside the European Union. I give your data to nobody else and make no profile of you."
            ),
            t("<b>If you are an operator.</b> {each} The administrators see it.", each=_how_long(OF_OPERATORS, t)),
            _who_answers(notice, t),
            t(
                "<b>Your rights.</b> To see it all: /mydata. To delete it all, at once: /forgetme. To correct it, to "
                "object, to limit its use: ask whoever answers for it. You can also complain to the Garante per la "
                "protezione dei dati personali."
            ),
        )
    )


def my_data(stored: Mapping[str, Any]) -> Attachment:
    """All that is stored about a chat, as a file that people and programs can read."""
    return Attachment("reti.json", json.dumps(stored, ensure_ascii=False, indent=2).encode())


def about_my_data(t: Translator) -> View:
    """What the file is."""
    return View(t("<b>This is all that I keep about this chat.</b>\nTo delete it: /forgetme"))


def before_forgetting(t: Translator) -> View:
    """What will be deleted, and the question whether it shall be."""
    return View(
        paragraphs(
            t("<b>Shall I delete everything I keep about this chat?</b>"),
            t(
                "Everything goes: what you follow, your reminders, your answers, your language, the list of "
                "messages I sent. I’ll stop writing to you, and it cannot be undone."
            ),
        ),
        keyboard(
            [key(t.label("Yes, delete everything"), ForgetMe(sure=1))],
            [key(t.label("No, keep it"), ForgetMe())],
        ),
    )


def forgotten(t: Translator) -> View:
    """Everything was deleted."""
    return View(
        t(
            "<b>Done: I keep nothing about this chat any more.</b>\nIf you write to me again, we begin anew. The "
            "messages in this chat you can delete in Telegram."
        )
    )


def not_forgotten(t: Translator) -> View:
    """Nothing was deleted."""
    return View(t("<b>All right: I have deleted nothing.</b>"), keyboard([reminders_key(t)]))


def _how_long(said: Mapping[Sweep, str], t: Translator) -> Markup:
    """A sentence for each, with the times of the table that the sweeps go by."""
    short = {"question": lasting(QUESTIONS_LAST, t), "work": lasting(WORK_LASTS, t)}
    return Markup(" ").join(t(text, time=lasting(LASTS[sweep], t), **short) for sweep, text in said.items())


def lasting(time: timedelta, t: Translator) -> Markup:
    """A time in whole years, else in days."""
    years, days = divmod(time.days, 365)
    if days or not years:
        return t.plural("{count} day", "{count} days", time.days)
    return t.plural("{count} year", "{count} years", years)


def _who_answers(notice: Notice, t: Translator) -> Markup:
    unstated = t("not stated yet")
    if not (notice.controller or notice.controller_contact or notice.officer_contact):
        return t("<b>Who answers for it</b> (controller): whoever runs this bot has not stated it yet.")
    return t(
        "<b>Who answers for it</b> (controller): {who}. Contact: {contact}.\n"
        "<b>Data protection officer</b>: {officer}.",
        who=notice.controller or unstated,
        contact=notice.controller_contact or unstated,
        officer=notice.officer_contact or unstated,
    )
