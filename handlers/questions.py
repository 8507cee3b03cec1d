"""Free questions: "cosa c'è questo weekend a Redona?", "quando si riunisce la rete di Celadina?"."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from telegram import Update

from domain.lookup import by_area
from domain.questions import Explanation, Intent, Question, explain
from handlers.agenda import codes_written, days_written, list_events, today_of
from handlers.buttons.agenda import EventKind, ListEvents
from handlers.buttons.button import Button
from handlers.buttons.network import ListOrganisations, ListOrganisationsOf, ShowJoining
from handlers.buttons.subscriptions import FollowNetwork, ListFollowed
from handlers.buttons.talk import About, ShowAbout
from handlers.context import Context
from handlers.event import show_next_meeting
from handlers.network import show_answer, show_joining
from handlers.organisations import choose_network, list_organisations
from handlers.subscriptions import follow, list_followed
from handlers.talk import explain as tell_about
from handlers.views import lookup as lookup_views

B = TypeVar("B", bound=Button)


def explained(context: Context, text: str) -> Explanation:
    """Read a text as a free question, once for all that is made of it."""
    return explain(context.services.lookup, text, today_of(context))


def understood(context: Context, text: str) -> Question | None:
    """Read a text as a free question; None where it is none."""
    return asked(explained(context, text))


def asked(explanation: Explanation) -> Question | None:
    """The free question that a text was read as; None where it is none."""
    return None if explanation.question.intent is Intent.NONE else explanation.question


async def answer_question(update: Update, context: Context, question: Question, text: str) -> None:
    """Answer a free question with the screen that says it."""
    if not question.networks and await _answer_place(update, context, question, text):
        return
    networks = [context.services.city.networks[network] for network in question.networks]
    if question.intent is Intent.EVENTS:
        await list_events(update, context, _listed(context, question, EventKind.ANY))
    elif question.intent is Intent.MEETING and len(networks) == 1 and question.days is None:
        await show_next_meeting(update, context, networks[0])
    elif question.intent is Intent.MEETING:
        await list_events(update, context, _listed(context, question, EventKind.MEETINGS))
    else:
        answer = _OF_A_NETWORK[question.intent](networks[0].code) if networks else _OF_ANY[question.intent]
        await answer(update, context)


async def _answer_place(update: Update, context: Context, question: Question, text: str) -> bool:
    """Say that the place asked about has no network, or is another town; False where it is neither."""
    services = context.services
    if question.unserved:
        await show_answer(update, context, by_area(services.lookup, question.unserved[0]), text)
    elif question.town is not None:
        await context.show(update, lookup_views.outside(question.town, services.city, text, context.t))
    return bool(question.unserved) or question.town is not None


Answering = Callable[[Update, Context], Awaitable[None]]


def _tapping(tapped: Callable[[Update, Context, B], Awaitable[None]], button: B) -> Answering:
    """Answer as a tap on a key would."""
    return lambda update, context: tapped(update, context, button)


_OF_A_NETWORK: Mapping[Intent, Callable[[str], Answering]] = {
    Intent.ORGANISATIONS: lambda code: _tapping(list_organisations, ListOrganisations(code)),
    Intent.FOLLOW: lambda code: _tapping(follow, FollowNetwork(code)),
    Intent.JOIN: lambda code: _tapping(show_joining, ShowJoining(code)),
}
_OF_ANY: Mapping[Intent, Answering] = {
    Intent.ORGANISATIONS: _tapping(choose_network, ListOrganisationsOf()),
    Intent.FOLLOW: _tapping(list_followed, ListFollowed()),
    Intent.JOIN: _tapping(tell_about, ShowAbout(About.JOINING)),
}


def _listed(context: Context, question: Question, kind: EventKind) -> ListEvents:
    themes = context.services.city.themes
    return ListEvents(
        networks=codes_written(context, question.networks),
        days=days_written(question.days) if question.days else "",
        theme=themes[question.theme].code if question.theme else "",
        kind=kind,
    )
