"""Which handler answers what. Every update finds its way through these tables, and nowhere else."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram import Message, MessageEntity, Update
from telegram.constants import ChatType

from domain.model import ChatKind
from domain.operators import NotAllowed
from domain.ports import Gone
from handlers import (
    agenda,
    audit,
    authority,
    colleagues,
    coming,
    commands,
    composing,
    event,
    event_reminders,
    feedback,
    groups,
    importing,
    inline,
    invitations,
    language,
    managing,
    membership,
    messages,
    network,
    operators,
    organisations,
    preferences,
    privacy,
    subscriptions,
    talk,
)
from handlers.announcements import begin as begin_announcement
from handlers.announcements.routes import BUTTONS as ANNOUNCEMENTS
from handlers.buttons.agenda import ChooseFilter, ListEvents
from handlers.buttons.audit import ExportDeeds, ListDeeds
from handlers.buttons.button import Button
from handlers.buttons.colleagues import ListColleagues, RemoveColleague, ShowColleague
from handlers.buttons.composing import (
    AskField,
    ComposeEvent,
    FinishEvent,
    PickAnswer,
    SkipAnswer,
    TurnAnswers,
)
from handlers.buttons.event import (
    KeepEvent,
    MapEvent,
    MoreOfEvent,
    OpenEvent,
    ReadEvent,
    SayComing,
    SeePhoto,
    ShowEvent,
)
from handlers.buttons.event_reminders import ChooseLeads, LeadOfEvent, PutOff, RemindOfEvent, Snooze, StopReminding
from handlers.buttons.importing import ChooseOwner, ImportFile, TurnOwners
from handlers.buttons.invitations import (
    ChooseRole,
    Invite,
    ListInvitations,
    MakeInvitation,
    RevokeInvitation,
    TurnNetwork,
)
from handlers.buttons.managing import (
    AnswerVanished,
    ChangeEvent,
    DeleteDraft,
    DuplicateEvent,
    ListManaged,
    ManageEvent,
    OpenDraft,
    ReinstateEvent,
    ReviseEvent,
)
from handlers.buttons.network import (
    ChooseArea,
    ListNetworks,
    ListOrganisations,
    ListOrganisationsOf,
    MoreChoices,
    NoneOfThese,
    NotMine,
    ShowJoining,
    ShowNetwork,
    ShowPlaces,
    ShowSources,
)
from handlers.buttons.operators import ListMyNetworks, ListReports, ShowDeliveries, ShowOperatorMenu
from handlers.buttons.preferences import BeSilent, ChooseDigest, ChooseLead, ChooseQuiet, ShowReminders
from handlers.buttons.subscriptions import (
    FollowNetwork,
    FollowTheme,
    ListFollowed,
    ListFollowedEvents,
    ListThemes,
    UnfollowEvent,
)
from handlers.buttons.talk import ChooseLanguage, ForgetMe, ShowAbout, ShowHelp
from handlers.context import Context, Expired
from handlers.dialogues.middleware import answer as answer_dialogue
from handlers.dialogues.middleware import aside
from handlers.views import talk as talk_views

Answering = Callable[[Update, Context], Awaitable[None]]
Commanded = Callable[[Update, Context, str], Awaitable[None]]
Tapped = Callable[[Update, Context, Any], Awaitable[None]]

COMMANDS: Mapping[commands.Command, Commanded] = {
    commands.START: talk.start,
    commands.NETWORK: network.find_network,
    commands.EVENTS: messages.find_events,
    commands.FOLLOW: subscriptions.choose_followed,
    commands.ORGANISATIONS: organisations.find_organisations,
    commands.HELP: talk.show_help,
    commands.LANGUAGE: language.ask_language,
    commands.REMINDERS: preferences.open_reminders,
    commands.SETTINGS: preferences.open_reminders,
    commands.STOP: preferences.stop,
    commands.PRIVACY: privacy.show_privacy,
    commands.MY_DATA: privacy.send_my_data,
    commands.FORGET_ME: privacy.ask_whether_to_forget,
    commands.CANCEL: talk.cancel,
    commands.OPERATOR: operators.open_menu,
    commands.NEW: composing.begin,
    commands.ANNOUNCE: begin_announcement,
}

BUTTONS: Mapping[type[Button], Tapped] = {
    ShowNetwork: network.show_network,
    ChooseArea: network.choose_area,
    MoreChoices: network.more_choices,
    ListNetworks: network.list_networks,
    ShowPlaces: network.show_places,
    ShowJoining: network.show_joining,
    ShowSources: network.show_sources,
    ListOrganisations: organisations.list_organisations,
    ListOrganisationsOf: organisations.choose_network,
    ListEvents: agenda.list_events,
    ChooseFilter: agenda.choose_filter,
    ShowEvent: event.show_event,
    ReadEvent: event.read_event,
    MoreOfEvent: event.more_of_event,
    SeePhoto: event.see_photo,
    KeepEvent: event.keep_event,
    OpenEvent: event.open_card,
    MapEvent: event.map_event,
    RemindOfEvent: event_reminders.remind_of_event,
    StopReminding: event_reminders.stop_reminding,
    ChooseLeads: event_reminders.choose_leads,
    LeadOfEvent: event_reminders.lead_of_event,
    SayComing: coming.say_coming,
    PutOff: coming.put_off,
    Snooze: coming.snooze,
    FollowNetwork: subscriptions.follow,
    ListFollowed: subscriptions.list_followed,
    FollowTheme: subscriptions.follow_theme,
    ListThemes: subscriptions.list_themes,
    ListFollowedEvents: subscriptions.list_followed_events,
    UnfollowEvent: subscriptions.unfollow_event,
    ShowReminders: preferences.show_reminders,
    ChooseLead: preferences.choose_lead,
    ChooseQuiet: preferences.choose_quiet,
    ChooseDigest: preferences.choose_digest,
    BeSilent: preferences.be_silent,
    ForgetMe: privacy.forget_me,
    NotMine: feedback.report_wrong,
    NoneOfThese: feedback.report_none,
    ChooseLanguage: language.choose_language,
    ShowAbout: talk.explain,
    ShowHelp: talk.show_help,
    ShowOperatorMenu: operators.show_menu,
    ListMyNetworks: operators.list_my_networks,
    ListReports: operators.list_reports,
    ShowDeliveries: operators.show_deliveries,
    ListColleagues: colleagues.list_colleagues,
    ShowColleague: colleagues.show_colleague,
    RemoveColleague: colleagues.remove_colleague,
    Invite: invitations.invite,
    ChooseRole: invitations.choose_role,
    TurnNetwork: invitations.turn_network,
    MakeInvitation: invitations.make_invitation,
    ListInvitations: invitations.list_invitations,
    RevokeInvitation: invitations.revoke_invitation,
    ListManaged: managing.list_managed,
    ManageEvent: managing.manage_event,
    ChangeEvent: managing.change_event,
    ReviseEvent: managing.revise_event,
    ReinstateEvent: managing.reinstate_event,
    DuplicateEvent: managing.duplicate_event,
    OpenDraft: managing.open_draft,
    DeleteDraft: managing.delete_draft,
    AnswerVanished: managing.answer_vanished,
    ComposeEvent: composing.begin_anew,
    PickAnswer: composing.pick_answer,
    TurnAnswers: composing.turn_answers,
    SkipAnswer: composing.skip_answer,
    AskField: composing.ask_field,
    FinishEvent: composing.finish_event,
    ChooseOwner: importing.choose_owner,
    TurnOwners: importing.turn_owners,
    ImportFile: importing.import_file,
    ListDeeds: audit.list_deeds,
    ExportDeeds: audit.export_deeds,
    **ANNOUNCEMENTS,
}

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member", "channel_post")
"""The kinds of update that something here answers (Bot API 10.3, getUpdates.allowed_updates)."""

_COMMANDS_BY_NAME = {name: run for command, run in COMMANDS.items() for name in command.names.values()}
_IN_CHANNELS = {
    COMMANDS[command] for command in (commands.FOLLOW, commands.REMINDERS, commands.STOP, *commands.FOR_OPERATORS)
}
_BUTTONS_BY_PREFIX = {button.prefix: button for button in BUTTONS}


async def answer(update: Update, context: Context) -> None:
    """Answer an update: meet its chat, find who answers, and see to it that a tapped key stops turning."""
    if update.inline_query:
        await inline.offer_cards(update, context)  # typed in a chat that the bot does not know
        return
    answering = route(update, context.bot.username)
    try:
        if answering and update.effective_chat:
            await meet(update, context)
            await answering(update, context)
    except (Expired, Gone):
        await context.answer(update, talk_views.expired(context.t), alert=True)
    except NotAllowed as error:
        await authority.refuse(update, context, error.refusal)
    finally:
        await context.answer(update)


async def meet(update: Update, context: Context) -> None:
    """Find or make the chat, and the language to speak in it: a group speaks the one it chose, whoever writes."""
    chat = update.effective_chat
    if chat is None:
        return
    services = context.services
    person = update.effective_user if chat.type == ChatType.PRIVATE else None
    heard = person.language_code if person else None
    context.who = await services.store.meet(chat.id, ChatKind(chat.type), heard, services.clock())
    context.t = services.languages.for_chat(context.who)


def route(update: Update, username: str) -> Answering | None:
    """Find who answers an update; None where the bot stays quiet."""
    if update.callback_query:
        return _tapped
    if update.my_chat_member:
        return membership.note
    if update.channel_post:
        return _route_post(update.channel_post, username)
    message = update.message or update.edited_message
    return _route_message(update, message, username) if message else None


def _route_message(update: Update, message: Message, username: str) -> Answering | None:
    """Find who answers a message. What Telegram forwarded from a channel was answered there."""
    in_private = message.chat.type == ChatType.PRIVATE
    if message.is_automatic_forward or (in_private and messages.is_of_no_person(update, message, username)):
        return None
    if message.migrate_to_chat_id:
        return groups.follow_migration
    if written := read_command(message):
        return _route_command(*written, username, in_private=in_private)
    if in_private:
        return _said(messages.take_message)
    if groups.speaks_to(message, username):
        return groups.take_mention if groups.names_bot(message, username) else _said(groups.take_mention)
    return None


def _route_post(post: Message, username: str) -> Answering | None:
    """In a channel its administrators decide what it follows; everything they post else is for its readers.

    What operators do is refused there: nobody sees who writes.
    """
    written = read_command(post)
    if written is None or _COMMANDS_BY_NAME.get(written[0]) not in _IN_CHANNELS:
        return None
    return _route_command(*written, username, in_private=False)


def read_command(message: Message) -> tuple[str, str, str] | None:
    """Read a command at the start of a message: its name, the bot it is for (may be empty), the text behind it."""
    first = message.entities[0] if message.entities else None
    if first is None or first.type != MessageEntity.BOT_COMMAND or first.offset or not message.text:
        return None
    written = message.parse_entity(first)
    name, _, addressee = written[1:].partition("@")
    return name.lower(), addressee, message.text[len(written) :].strip()


def _route_command(name: str, addressee: str, text: str, username: str, *, in_private: bool) -> Answering | None:
    if addressee and addressee.lower() != username.lower():
        return None
    run = _COMMANDS_BY_NAME.get(name)
    if run is None:
        if not (in_private or addressee):
            return None
        run = talk.refuse_command
    return _with(run, text)


def _with(run: Commanded, text: str) -> Answering:
    async def answering(update: Update, context: Context) -> None:
        await aside(update, context, lambda update, context: run(update, context, text))

    return answering


def _said(run: Answering) -> Answering:
    async def answering(update: Update, context: Context) -> None:
        await answer_dialogue(update, context, run)

    return answering


async def _tapped(update: Update, context: Context) -> None:
    await aside(update, context, _tap)


async def _tap(update: Update, context: Context) -> None:
    data = update.callback_query.data if update.callback_query else None
    kind = _BUTTONS_BY_PREFIX.get((data or "").partition(":")[0])
    button = kind.unpack(data or "") if kind else None
    if button is None:
        raise Expired
    await BUTTONS[type(button)](update, context, button)
