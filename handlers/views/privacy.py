"""The privacy notice, under the headings that a public body's must have (GDPR, Regulation (EU) 2016/679, art. 13)."""

from dataclasses import dataclass

from markupsafe import Markup

from handlers.i18n import Translator
from handlers.views.view import View, paragraphs


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
                "<b>What.</b> The number Telegram gives this chat, its kind, your language, when you first wrote, "
                "whether you have blocked me, and which networks you follow. A question of mine that you have not "
                "answered yet. If you report a wrong answer: the place and your line, without your name. "
                "<b>I never keep your position</b>: I use it to answer you and do not save it. You need not give me "
                "anything: you can choose a network from the list."
            ),
            t(
                "<b>Why.</b> To answer you in your language about the neighbourhood networks: a task in the public "
                "interest (GDPR art. 6.1.e; Italian Privacy Code, art. 2-ter)."
            ),
            t(
                "<b>How long.</b> Open questions: a day. Reports: a year; they do not have your name, so I cannot find "
                "yours again. The rest: until you ask to delete it."
            ),
            t(
                "<b>Who else sees it.</b> Telegram carries our messages, under its own rules and on computers that may "
                "be outside the European Union. I give your data to nobody else and make no profile of you."
            ),
            _who_answers(notice, t),
            t(
                "<b>Your rights.</b> To see, correct or delete your data, to object, to limit their use: ask whoever "
                "answers for it. You can also complain to the Garante per la protezione dei dati personali."
            ),
        )
    )


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
