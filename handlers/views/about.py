"""What a network is, who the operators are, how one takes part."""

from markupsafe import Markup

from domain.city.model import City
from handlers.buttons.talk import About, ShowAbout
from handlers.i18n import Translator, mark
from handlers.views.keys import all_networks
from handlers.views.view import View, key, keyboard, paragraphs

_QUESTIONS = {
    About.NETWORK: mark("What is a network?"),
    About.OPERATORS: mark("Who are the operators?"),
    About.JOINING: mark("How do I take part?"),
}


def about(page: About, city: City, t: Translator) -> View:
    """One of the pages that explain, with keys to the others."""
    others = [key(t.label(question), ShowAbout(other)) for other, question in _QUESTIONS.items() if other is not page]
    title = t("<b>{question}</b>", question=t.label(_QUESTIONS[page]))
    return View(
        paragraphs(title, *_explained(page, city, t)),
        keyboard(others, [all_networks(t)]),
    )


def _explained(page: About, city: City, t: Translator) -> tuple[Markup, ...]:
    service = city.service.name
    match page:
        case About.NETWORK:
            return (
                t(
                    "Residents, associations, parishes, schools, cooperatives and services of one neighbourhood who "
                    "look after it together."
                ),
                t("In {city} I know {count} networks.", city=city.name, count=len(city.networks))
                + " "
                + t("They belong to no party and to no religion."),
            )
        case About.OPERATORS:
            return (
                t(
                    "The neighbourhood operators work for the town hall ({service}). Each one follows some networks: "
                    "they help people to meet, and keep the neighbourhood and the town hall in touch.",
                    service=service,
                ),
                t("I do not know their names or telephone numbers, so I give none."),
            )
        case About.JOINING:
            return (
                t("Anyone can take part: one comes to a meeting or an initiative and says what they would like to do."),
                t("Write me your street: I tell you which network is yours and who takes part in it."),
            )
