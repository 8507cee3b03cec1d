/** The left column: who one is, and the chats of that person. */
import { el, sync } from "./dom.js";
import { briefTime } from "./time.js";
import { brief, initials, nameOf } from "./words.js";

/** Fills the column anew from `world`. Moving happens by address (`#person/chat`), so the browser's "back" works. */
export function showSidebar(world, { people, chats }) {
  sync(people, world.people.map((person) => personItem(world, person)));
  sync(chats, world.me ? world.chatsOf(world.me).map((chat) => chatItem(world, chat)) : []);
}

function personItem(world, person) {
  const chosen = person.id === world.me?.id;
  const unread = chosen ? 0 : world.unreadOf(person);
  const build = () =>
    el(
      "li",
      {},
      el(
        "a",
        { class: "person", href: `#${person.id}/${person.id}`, "data-testid": "person", "data-person-id": person.id, "aria-current": chosen && "true" },
        picture(person.first_name, person.id),
        el("span", { class: "person-name" }, person.first_name, el("small", {}, person.note)),
        mark(unread),
      ),
    );
  return { key: String(person.id), signature: JSON.stringify([person, chosen, unread]), build };
}

function chatItem(world, chat) {
  const last = world.messagesOf(chat).at(-1);
  const chosen = chat.id === world.chat?.id;
  const unread = chosen ? 0 : world.unread(world.me, chat);
  const name = nameOf(chat, world.bot);
  const build = () =>
    el(
      "li",
      {},
      el(
        "a",
        { class: "chat-line", href: `#${world.me.id}/${chat.id}`, "data-testid": "chat", "data-chat-id": chat.id, "aria-current": chosen && "page" },
        chatPicture(world, chat),
        el("span", { class: "chat-name" }, name),
        el("span", { class: "chat-time" }, last && briefTime(last.edit_date ?? last.date)),
        el("span", { class: "chat-last" }, last ? summary(world, chat, last) : "Ancora nessun messaggio"),
        mark(unread),
      ),
    );
  return { key: String(chat.id), signature: JSON.stringify([world.me.id, name, chosen, unread, last]), build };
}

function summary(world, chat, message) {
  const author = message.from?.id === world.me.id ? "Tu" : message.from?.first_name;
  const named = author === "Tu" || chat.type !== "private";
  return `${named && author ? `${author}: ` : ""}${brief(message)}`.slice(0, 120);
}

function mark(unread) {
  if (!unread) return null;
  return el("span", { class: "unread", "data-testid": "unread" }, unread, el("span", { class: "unseen" }, " da leggere"));
}

/** The round picture of a chat: the bot's own, or the group's. */
export function chatPicture(world, chat) {
  return chat.type === "private" ? picture(world.bot.first_name, world.bot.id, "bot") : picture(chat.title, chat.id);
}

/** The round picture of a person or chat: initials on one of six colours. */
function picture(name, id, kind = "") {
  return el("span", { class: `picture hue-${Math.abs(id) % 6} ${kind}`, "aria-hidden": "true" }, initials(name));
}
