"""The card of a network, and the pages behind its keys."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from markupsafe import Markup
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from domain.agenda.entry import Entry
from domain.city.model import Area, Certainty, City, Confidence, Network, Place
from domain.networks import Profile
from handlers.buttons.agenda import ListEvents
from handlers.buttons.button import Button, fitted
from handlers.buttons.network import (
    ListNetworks,
    ListOrganisations,
    ListOrganisationsOf,
    NotMine,
    ShowJoining,
    ShowNetwork,
    ShowPlaces,
    ShowSources,
)
from handlers.buttons.preferences import ShowReminders
from handlers.buttons.subscriptions import FollowNetwork
from handlers.i18n import Translator
from handlers.views.dates import when_in_words
from handlers.views.keys import back_to_network
from handlers.views.kinds import place_kind
from handlers.views.paging import page_of
from handlers.views.view import View, first_up, in_rows, key, keyboard, lines, link, paragraphs

NETWORKS_A_PAGE = 12


def network_card(profile: Profile, t: Translator, meeting: Markup | None = None, *, followed: bool = False) -> View:
    """The card of a network that was chosen by its name; `meeting` is the line about its next one."""
    title = t("<b>The {name} network</b>\N{NO-BREAK SPACE}🏘", name=_full_name(profile.network))
    areas = [area.name for area in profile.areas]
    serves = t.plural(
        "It serves the neighbourhood {areas}.", "It serves the neighbourhoods {areas}.", len(areas), areas=t.both(areas)
    )
    wrong = key(t.label("Report a mistake"), wrong_answer(profile.areas[0], profile.network.name))
    return View(_card(lines(title, serves), profile, meeting, t), _keys(profile, t, wrong, followed=followed))


def found_card(
    profile: Profile,
    area: Area,
    understood: str | None,
    asked: str,
    t: Translator,
    meeting: Markup | None = None,
    *,
    followed: bool = False,
) -> View:
    """The card of the network that serves a place: the answer first, then what is known of it.

    `understood` is the place as the city writes it, None for a position; `asked` is what the person wrote.
    """
    where = lies_in(area, understood, t)
    if area.outline_certainty is Certainty.LOW:  # near a border we have asked; here even the middle is uncertain
        where += " " + t("The borders I know are approximate.")
    answer = lines(t("<b>Your network is {name}</b>\N{NO-BREAK SPACE}🏘", name=_full_name(profile.network)), where)
    wrong = key(t.label("This is not my network"), wrong_answer(area, understood or asked))
    return View(_card(answer, profile, meeting, t), _keys(profile, t, wrong, followed=followed))


def meeting_line(meeting: Entry, city: City, today: date, t: Translator) -> Markup:
    """When a network meets next, as its card says it."""
    when = when_in_words(meeting.when, city.zone, today, t)
    if meeting.place is None:
        return t("📅 Next meeting: {when}", when=when)
    return t("📅 Next meeting: {when}, {place}", when=when, place=meeting.place)


def networks_list(networks: tuple[Network, ...], page: int, t: Translator) -> View:
    """All networks, to choose from by name."""
    return _list(
        networks,
        page,
        ListNetworks,
        lambda network: ShowNetwork(network.code),
        t("<b>The {count} neighbourhood networks</b>\nWhich one do you want to see?", count=len(networks)),
        t,
    )


def networks_for_organisations(networks: tuple[Network, ...], page: int, t: Translator) -> View:
    """All networks, to choose whose bodies to list."""
    return _list(
        networks,
        page,
        ListOrganisationsOf,
        lambda network: ListOrganisations(network.code),
        t("<b>Who is there in which neighbourhood?</b>\nChoose a network."),
        t,
    )


def places(profile: Profile, t: Translator) -> View:
    """The public spaces of a network's neighbourhoods."""
    title = t("<b>Places of the neighbourhood: {name}</b>\N{NO-BREAK SPACE}📍", name=profile.network.name)
    if not profile.places:
        nothing = t("I do not know any public spaces of this neighbourhood yet.")
        return View(paragraphs(title, nothing), keyboard([back_to_network(profile.network.code, t)]))
    return View(
        paragraphs(title, *(_place(place, t) for place in profile.places)),
        keyboard([back_to_network(profile.network.code, t)]),
    )


def joining(profile: Profile, city: City, t: Translator) -> View:
    """How one takes part in a network: only what is published."""
    network, service = profile.network, city.service
    meets = (
        t(
            "Meeting place, as published: {place}. Check before you go: it may have changed.",
            place=network.meeting_place,
        )
        if network.meeting_place
        else t("I do not know yet where this network meets.")
    )
    page = f"https://www.facebook.com/{service.facebook}" if service.facebook else None
    facebook = [link(t.label("Open the Facebook page"), page)] if page else []
    return View(
        paragraphs(
            t("<b>Taking part in {name}</b>", name=network.name),
            t("Anyone can take part. The networks belong to no party and to no religion."),
            meets,
            t("You can ask one of the organisations of the neighbourhood, or the {service}.", service=service.name),
        ),
        keyboard(
            [link(t.label("Open the town hall page"), service.source_url), *facebook],
            [
                *([key(t.label("Who is there"), ListOrganisations(network.code))] if profile.organisations else []),
                *([key(t.label("See its places"), ShowPlaces(network.code))] if profile.places else []),
            ],
            [back_to_network(network.code, t)],
        ),
    )


def sources(profile: Profile, city: City, t: Translator) -> View:
    """Where it all comes from, and what is not certain."""
    network = profile.network
    if network.confidence is Confidence.INFERRED:
        known = t("That there is a network here is not confirmed yet: I suppose it from the list of neighbourhoods.")
    else:
        known = t("That this network exists is written in the page linked here.")
    return View(
        paragraphs(
            t("<b>Where this comes from: {name}</b>", name=network.name),
            known,
            None if city.official else t("These data are not official: they were gathered from public pages."),
            t("The borders I know are approximate. Near a border I ask you which network you feel is yours."),
            t("(In Italian) {note}", note=network.note) if network.note else None,
            t(
                "<i>{attribution}\nFor whoever corrects me: data version {version}</i>",
                attribution=city.attribution,
                version=city.version,
            ),
        ),
        keyboard(
            [link(t.label("Open the page"), network.source_url)],
            [back_to_network(network.code, t)],
        ),
    )


def wrong_answer(area: Area | None, asked: str) -> NotMine:
    """The button that reports an answer as wrong, with as much of what was asked as fits."""
    return fitted(NotMine, area.code if area else "", last=asked)


def lies_in(area: Area, understood: str | None, t: Translator) -> Markup:
    """Say in which neighbourhood the place lies that was asked about; who asked for it by name knows it already."""
    if understood is None:
        return t("Your position is in the {area} neighbourhood.", area=area.name)
    if understood in {area.name, *area.aliases}:
        return t.plural(
            "It serves the neighbourhood {areas}.", "It serves the neighbourhoods {areas}.", 1, areas=area.name
        )
    return t("{place} is in the {area} neighbourhood.", place=first_up(understood), area=area.name)


def _full_name(network: Network) -> str:
    return f"{network.name} «{network.nickname}»" if network.nickname else network.name


def _card(answer: Markup, profile: Profile, meeting: Markup | None, t: Translator) -> Markup:
    facts, bodies, doubt = _known(profile, t)
    return paragraphs(answer, facts, lines(bodies, meeting), doubt)


@lru_cache(maxsize=256)
def _known(profile: Profile, t: Translator) -> tuple[Markup | None, ...]:
    """What is known of a network, a paragraph each, and what is not official."""
    network = profile.network
    themes = t.both(theme.names.get(t.language, theme.names["it"]).lower() for theme in profile.themes)
    place = network.meeting_place
    count = len(profile.organisations)
    bodies = t.plural(
        "I know of {count} organisation of this neighbourhood; the list is not complete.",
        "I know of {count} organisations of this neighbourhood; the list is not complete.",
        count,
    )
    return (
        lines(
            t("It works on: {themes}.", themes=themes) if profile.themes else None,
            t("📍 Meeting place, as published: {place}", place=place) if place else None,
            t("It began in {year}.", year=network.founded_year) if network.founded_year else None,
            t("Who took part, as published: {count}", count=network.member_count) if network.member_count else None,
        ),
        (bodies + " " if count else Markup()) + t("Anyone can take part."),
        t("<i>That there is a network here is not confirmed yet: I suppose it from the list of neighbourhoods.</i>")
        if network.confidence is Confidence.INFERRED
        else None,
    )


def _keys(profile: Profile, t: Translator, last: InlineKeyboardButton, *, followed: bool) -> InlineKeyboardMarkup:
    return keyboard(*in_rows([*_own_keys(profile, t, followed), last], across=2))


@lru_cache(maxsize=256)
def _own_keys(profile: Profile, t: Translator, followed: bool) -> tuple[InlineKeyboardButton, ...]:  # noqa: FBT001 - it is cached
    """The keys to a network's own pages: the same under each of its cards, but for what follows it already."""
    code = profile.network.code
    keys = [
        key(t.label("What is coming up"), ListEvents(code)),
        key(t.label("✓ You follow it"), ShowReminders())
        if followed
        else key(t.label("🔔 Keep me posted"), FollowNetwork(code)),
        key(t.label("Who is there"), ListOrganisations(code)) if profile.organisations else None,
        key(t.label("How to take part"), ShowJoining(code)),
        key(t.label("Where this comes from"), ShowSources(code)),
    ]
    return tuple(shown for shown in keys if shown)


def _place(place: Place, t: Translator) -> Markup:
    kind = place_kind(place.kind, t)
    shown_kind = None if place.name.lower().startswith(kind.lower()) else Markup.escape(kind)
    inferred = t("(neighbourhood or address to be confirmed)") if place.confidence is Confidence.INFERRED else None
    name = Markup("<b>{}</b>").format(place.name)
    address = place.address or t("I do not know the address")
    detail = Markup(" · ").join(part for part in (shown_kind, address, place.note, inferred) if part)
    return lines(name, detail)


def _list(
    networks: tuple[Network, ...],
    page: int,
    turn_to: Callable[[int], Button],
    choose: Callable[[Network], Button],
    title: Markup,
    t: Translator,
) -> View:
    shown = page_of(networks, page, NETWORKS_A_PAGE)
    keys = [key(network.name, choose(network)) for network in shown.items]
    return View(title, keyboard(*in_rows(keys, across=2), shown.turning(turn_to, t)))
