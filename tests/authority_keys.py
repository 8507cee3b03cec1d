"""Every key of operators, one for each thing that it can be pressed for: whose it is, and what comes of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from domain.agenda.event import Kind
from domain.announcements.announcement import Announcement, Status
from domain.composing import Ask, Composition
from domain.dialogues import dialogue
from domain.dialogues.dialogue import CORRECTION, FILE, INVITATION
from domain.invitations import Role as Invited
from domain.operators import Refusal
from handlers.buttons.announcements import (
    Act,
    ActOn,
    Asked,
    AskFor,
    AskWhether,
    Choice,
    ChooseAudience,
    DiscardAnnouncement,
    DropLink,
    ListAnnouncements,
    MarkUrgent,
    Part,
    PreviewAnnouncement,
    ReadAnnouncement,
    SendAnnouncement,
    SendCorrection,
    ShowAnnouncement,
    ShowPart,
    TryAnnouncement,
    WriteAnnouncement,
)
from handlers.buttons.audit import ExportDeeds, ListDeeds
from handlers.buttons.button import Button
from handlers.buttons.colleagues import ListColleagues, RemoveColleague, ShowColleague
from handlers.buttons.composing import (
    AskField,
    ComposeEvent,
    Finish,
    FinishEvent,
    PickAnswer,
    SkipAnswer,
    TurnAnswers,
)
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
from handlers.buttons.operators import ListMyNetworks, ListReports, ShowDeliveries, ShowOperatorMenu
from handlers.views.composing.choices import WHOLE_CITY as OF_THE_CITY
from tests.authority import STEP, Stage, composed, composition
from tests.authority_rights import (
    ADMINISTRATORS_ALONE,
    ANNOUNCEMENTS,
    DISCARDED,
    EVENTS,
    EVERY_OPERATOR,
    MEETING_OF_A,
    MEETINGS,
    NETWORKS,
    NOT_YOURS,
    SEEN_EVENTS,
    WHO_ANNOUNCES,
    WROTE,
    YES,
    A,
    B,
    Owner,
    Rights,
    Role,
    but,
    rights,
)

Talk = tuple[dialogue.Owner, Mapping[str, Any]]


@dataclass(frozen=True)
class Row:
    """A key, whose it is, the tables that change where it is allowed, and the talk that it belongs to, if to one.

    `author` is told where another does it.
    """

    button: Button
    rights: Rights
    changes: str = ""
    talk: Talk | None = None
    author: Role | None = None

    def tables(self, role: Role) -> frozenset[str]:
        """The tables that change."""
        told = {"deliveries"} if self.author not in {None, role} else set()
        return frozenset({*self.changes.split(), *told})


_KEPT = "events event_networks occurrences audit dialogues"
_TOLD = "announcements audit deliveries"


def rows(stage: Stage) -> list[Row]:
    """All of them, for what is there on a stage."""
    parts: Sequence[Callable[[Stage], Iterator[Row]]] = (
        _menu,
        _administrators,
        _managing,
        _composing,
        _importing,
        _announcing,
        _announcements,
        _drafts,
        _under_way,
        _whole_city,
    )
    return [row for part in parts for row in part(stage)]


def _menu(_stage: Stage) -> Iterator[Row]:
    for button in (ShowOperatorMenu(), ListMyNetworks(), ListReports(), ShowDeliveries()):
        yield Row(button, EVERY_OPERATOR)


def _administrators(stage: Stage) -> Iterator[Row]:
    inviting = (INVITATION, {"role": "o", "networks": [A]})
    for button, changes, talk in (
        (Invite(), "dialogues", None),
        *((ChooseRole(role), "dialogues" if role is not Invited.OPERATOR else "", inviting) for role in Invited),
        (TurnNetwork(0, stage.code(B)), "dialogues", inviting),
        (TurnNetwork(1), "", inviting),
        (MakeInvitation(), "invitations audit dialogues", inviting),
        (ListInvitations(), "", None),
        (RevokeInvitation(stage.invitation), "invitations audit", None),
        (ListDeeds(), "", None),
        (ExportDeeds(), "audit", None),
        (ListColleagues(), "", None),
        (ShowColleague(stage.leaver), "", None),
        (RemoveColleague(stage.leaver), "", None),
        (RemoveColleague(stage.leaver, 1), "operators operator_networks audit", None),
    ):
        yield Row(button, ADMINISTRATORS_ALONE, changes, talk)


def _managing(stage: Stage) -> Iterator[Row]:
    yield Row(ListManaged(), EVERY_OPERATOR)
    for event, whose, seen in (
        *((stage.events[owner], EVENTS[owner], SEEN_EVENTS[owner]) for owner in Owner),
        (stage.meeting, MEETING_OF_A, MEETING_OF_A),
    ):
        yield Row(ManageEvent(event), seen)
        yield Row(ChangeEvent(event, 0), whose, "dialogues")
        yield Row(ReviseEvent(event, 0, Ask.WHEN), whose, "dialogues")
        yield Row(ReviseEvent(event, 0, Ask.REASON), whose, "dialogues")
        yield Row(ReinstateEvent(event, 0), whose, "dialogues")
        yield Row(DuplicateEvent(event), whose, "dialogues")
    of_a = EVENTS[Owner.A]
    yield Row(OpenDraft(stage.draft, 0), of_a, "dialogues")
    yield Row(DeleteDraft(stage.draft, 0), of_a)
    yield Row(DeleteDraft(stage.draft, 0, 1), of_a, "events event_networks occurrences audit")
    yield Row(AnswerVanished(stage.vanished, 1), of_a, "events audit")
    yield Row(AnswerVanished(stage.vanished, 0), of_a, "events occurrences audit")


def _composing(stage: Stage) -> Iterator[Row]:
    for anew in (0, 1):
        yield Row(ComposeEvent(anew), EVERY_OPERATOR, "dialogues")
    whose = {"asks": Ask.WHOSE, "known": frozenset(Ask) - {Ask.WHOSE}}
    asked, chosen = composed(composition(**whose)), composed(composition(A, B, **whose))
    yield Row(PickAnswer(STEP, Ask.WHOSE, stage.code(B)), EVERY_OPERATOR, "dialogues", asked)  # and it goes no further
    yield Row(PickAnswer(STEP, Ask.WHOSE, OF_THE_CITY), EVENTS[Owner.CITY], "dialogues", asked)
    yield Row(SkipAnswer(STEP, Ask.WHOSE), EVENTS[Owner.BOTH], "dialogues", chosen)
    yield Row(TurnAnswers(STEP, 1), EVERY_OPERATOR, "", asked)
    made = composed(composition(A, asks=Ask.PLACE))
    yield Row(SkipAnswer(STEP, Ask.PLACE), MEETING_OF_A, "dialogues", made)
    for ask in (Ask.TITLE, Ask.WHOSE):
        yield Row(AskField(STEP, ask), MEETING_OF_A, "dialogues", composed(composition(A)))
    looked_at = [(composition(*NETWORKS[owner], kind=Kind.INITIATIVE), EVENTS[owner]) for owner in Owner]
    looked_at += [
        (composition(A), MEETING_OF_A),  # what nobody called anything is a meeting, of who looks after meetings
        (composition(A, of=stage.meeting, uid="meeting", kind=Kind.INITIATIVE), EVENTS[Owner.A]),
        (composition(B, of=stage.events[Owner.A], uid="A"), rights(MEETINGS, NOT_YOURS, NOT_YOURS, YES)),
        (composition(A, of=stage.events[Owner.CITY], uid="the whole city"), EVENTS[Owner.CITY]),
    ]
    for made, may in looked_at:
        yield from _finishing(stage, made, may)


def _finishing(stage: Stage, made: Composition, may: Rights) -> Iterator[Row]:
    talk, with_photo = composed(made), composed(composition(*made.networks, kind=made.kind, photo=stage.photo))
    yield Row(FinishEvent(STEP, Finish.CHANGE), may, "", talk)
    yield Row(FinishEvent(STEP, Finish.BACK), may, "dialogues", talk)
    yield Row(FinishEvent(STEP, Finish.RESUME), may, "dialogues", talk)
    yield Row(FinishEvent(STEP, Finish.DISCARD), EVERY_OPERATOR, "dialogues", talk)  # it is their own talk
    if made.of is None:
        yield Row(FinishEvent(STEP, Finish.PUBLISH), may, _KEPT if made.networks else _of_nobody(_KEPT), talk)
        yield Row(FinishEvent(STEP, Finish.KEEP), may, _KEPT if made.networks else _of_nobody(_KEPT), talk)
        yield Row(FinishEvent(STEP, Finish.PHOTO), may, "", with_photo)
    else:
        changes = _KEPT if made.uid != "meeting" else _of_nobody(_KEPT)  # that one stays with its network
        yield Row(FinishEvent(STEP, Finish.SAVE), may, changes, talk)


def _of_nobody(tables: str) -> str:
    return tables.replace("event_networks ", "")


def _importing(stage: Stage) -> Iterator[Row]:
    sent = (FILE, {"file": stage.file, "step": STEP, "owner": "", "counted": [9, 9, 9, 9]})
    yield Row(ChooseOwner(STEP, stage.code(A)), MEETING_OF_A, "dialogues", sent)
    yield Row(ChooseOwner(STEP, OF_THE_CITY), EVENTS[Owner.CITY], "dialogues", sent)
    yield Row(TurnOwners(STEP, 0), EVERY_OPERATOR, "", sent)
    yield Row(ImportFile(STEP, 0), EVERY_OPERATOR, "dialogues", sent)
    yield Row(ImportFile(STEP, 1), EVERY_OPERATOR, "dialogues", sent)  # it is not as it was shown: shown anew


def _announcing(_stage: Stage) -> Iterator[Row]:
    yield Row(ListAnnouncements(), WHO_ANNOUNCES)
    yield Row(WriteAnnouncement(), WHO_ANNOUNCES, "dialogues")


def _announcements(stage: Stage) -> Iterator[Row]:
    """Each as it stands."""
    shown = {Status.SENDING, Status.PAUSED, Status.RECALLED}  # in a message that is kept up to date from then on
    for (owner, status), one in stage.announcements.items():
        may = ANNOUNCEMENTS[owner]
        yield Row(ShowAnnouncement(one.id), may, "announcements" if status in shown else "")
        yield Row(PreviewAnnouncement(one.id), may, "announcements" if status in shown else "")
        yield Row(ReadAnnouncement(one.id), may)


def _drafts(stage: Stage) -> Iterator[Row]:
    at = int((stage.world.clock() + timedelta(days=1)).timestamp())
    theme = next(iter(stage.world.services.city.themes.values())).code
    for owner in Owner:
        one, may = stage.announcements[owner, Status.DRAFT], ANNOUNCEMENTS[owner]
        for choice, code in ((Choice.PEOPLE, ""), (Choice.GROUPS, ""), (Choice.THEME, theme)):
            yield Row(ChooseAudience(one.id, one.revision, choice, code), may, "announcements")
        for part in Part:
            yield Row(ShowPart(one.id, part), may)
        for asked in Asked:
            yield Row(AskFor(one.id, asked), may, "dialogues")
        yield Row(MarkUrgent(one.id, one.revision, 1), may, "announcements")
        yield Row(DropLink(one.id, one.revision), may, "announcements")
        yield Row(TryAnnouncement(one.id), may, "deliveries")
        yield Row(DiscardAnnouncement(one.id), DISCARDED[owner], "announcements")
        for when in (0, at):
            goes = owner is Owner.CITY or not when  # another operator is told of it, or everybody
            told = _TOLD if goes else "announcements audit"
            yield Row(SendAnnouncement(one.id, one.revision, when), may, told)
    of_a = stage.announcements[Owner.A, Status.DRAFT]
    to_city = ChooseAudience(of_a.id, of_a.revision, Choice.CITY)
    yield Row(to_city, ANNOUNCEMENTS[Owner.A], "announcements")
    and_b = ChooseAudience(of_a.id, of_a.revision, Choice.NETWORK, stage.code(B))
    yield Row(and_b, ANNOUNCEMENTS[Owner.BOTH], "announcements")


def _under_way(stage: Stage) -> Iterator[Row]:
    for owner in Owner:
        may = ANNOUNCEMENTS[owner]

        def act(status: Status, act: Act, changes: str, owner: Owner = owner, may: Rights = may) -> Row:
            one = stage.announcements[owner, status]
            return Row(ActOn(one.id, one.revision, act), may, changes, author=WROTE[owner])

        yield act(Status.SCHEDULED, Act.WITHDRAW, "announcements audit")
        yield act(Status.LATE, Act.WITHDRAW, "announcements audit")
        yield act(Status.SENDING, Act.PAUSE, _TOLD)
        yield act(Status.PAUSED, Act.RESUME, _TOLD)
        yield act(Status.SENDING, Act.STOP, _TOLD)
        yield act(Status.PAUSED, Act.STOP, _TOLD)
        for status in (Status.SENDING, Status.PAUSED, Status.SENT, Status.STOPPED):
            one = stage.announcements[owner, status]
            yield act(status, Act.RECALL, _TOLD if status is not Status.STOPPED else "announcements audit")
            yield Row(AskWhether(one.id, Act.RECALL), may)
            yield Row(AskFor(one.id, Asked.CORRECTION), may, "dialogues")
            corrects = SendCorrection(one.id, one.revision)
            asks = " deliveries" if owner is Owner.CITY else ""
            yield Row(corrects, may, f"announcements audit dialogues{asks}", _correcting(one), WROTE[owner])
        yield Row(AskWhether(stage.announcements[owner, Status.SENDING].id, Act.STOP), may)
        late = stage.announcements[owner, Status.LATE]
        yield Row(SendAnnouncement(late.id, late.revision), may, _TOLD)


def _whole_city(stage: Stage) -> Iterator[Row]:
    """What waits for a second operator's yes, which who wrote it does not give."""
    may = ANNOUNCEMENTS[Owner.CITY]
    for author, one in stage.asked.items():
        decides = but(may, author, Refusal.ANOTHER)
        yield Row(ActOn(one.id, one.revision, Act.APPROVE), decides, _TOLD)
        yield Row(ActOn(one.id, one.revision, Act.DECLINE), decides, _TOLD)
        corrected = stage.proposed[author]
        for act in (Act.ACCEPT, Act.REJECT):
            yield Row(ActOn(corrected.id, corrected.revision, act), decides, "announcements audit")
        yield Row(ActOn(one.id, one.revision, Act.WITHDRAW), may, "announcements audit", author=author)
        yield Row(ShowAnnouncement(one.id), may)
        yield Row(SendAnnouncement(one.id, one.revision), may)
        yield Row(SendAnnouncement(one.id, one.revision, int(stage.world.clock().timestamp()) + 86400), may)


def _correcting(one: Announcement) -> Talk:
    return CORRECTION, {"announcement": one.id, "asked": "", "correction": "Sabato, non domenica."}
