/**
 * The chat page: puts its parts together.
 *
 * Hooks for tests that drive the page (`data-testid`); they stay as they are:
 * - `person` (with `data-person-id`; the chosen one has `aria-current`) and `chat` (with `data-chat-id`), `unread` inside them;
 * - `message` with `data-message-id` and `data-from` ("me", "bot", "other", "service"); inside it `text`, `edited`, `key`
 *   (inline keys; `aria-busy` while the bot has not answered), `photo`, `document`, `place` (with `data-latitude` and
 *   `data-longitude`), `command`, `spoiler`, `forwarded`, `reply`, `edit`, `copy`;
 * - `compose` (the field), `send`, `commands` (the "/" button) and `command-option`, `inline-result`, `keyboard-toggle`, `reply-key`,
 *   `attach` and `attach-location`, `attach-photo`, `attach-document`, `attach-sticker`, `attach-voice`, `attach-contact`;
 * - `photo-input` and `document-input` (they take several files), then `file-dialog` with `caption` and `file-send`;
 * - `start`, `unblock`, `chat-menu` with `block` and `open-link`, `back` (narrow windows), `typing`, `toast`, `alert` and `alert-close`;
 * - `link-dialog` with `link` and `link-open`; `add-person`, then `person-dialog` with `person-name`, `person-language`, `person-add`;
 * - `map-dialog` with `map`, `map-area` (the list of areas), `numbers` (unfolds `latitude` and `longitude`), `where`, `map-send`;
 * - `picture` (a photo, enlarged) and `picture-close`;
 * - `notice` (that this is not Telegram) and `offline`.
 */
import { alert, enlarge, toast } from "./answers.js";
import { asking } from "./asking.js";
import { sketch } from "./citymap.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { flatten } from "./geometry.js";
import { handsFor } from "./hands.js";
import { PlaceDialog } from "./place.js";
import { FileDialog, menu } from "./sending.js";
import { areas, follow } from "./server.js";
import { chatPicture, showSidebar } from "./sidebar.js";
import { useTimeZone } from "./time.js";
import { nameOf } from "./words.js";
import { World } from "./world.js";

const NARROW = window.matchMedia("(max-width: 720px)");
const DOING = {
  typing: "sta scrivendo…",
  upload_photo: "sta inviando una foto…",
  upload_document: "sta inviando un documento…",
  find_location: "sta cercando un luogo…",
};

const $ = (id) => document.getElementById(id);
const parts = (...ids) => Object.fromEntries(ids.map((id) => [id.replace(/-(\w)/g, (_, letter) => letter.toUpperCase()), $(id)]));

const world = new World(show);
const screen = {
  trouble: (text) => toast($("toasts"), text, "trouble"),
  says: (text) => toast($("toasts"), text),
  goes,
  write: (text) => composer.write(text),
  writesIn: (person, chat, text) => {
    composer.keepFor(person, chat, text);
    goes(person, chat);
  },
  replies: (message) => composer.reply(message),
  edits: (message) => composer.edit(message),
  goesTo: (messageId) => conversation.goTo(messageId),
  enlarges: (address) => enlarge({ dialog: $("picture"), image: $("picture-shown") }, address),
  choosesPlace: () => places.open(),
  usedKeyboard: () => composer.usedKeyboard(),
};
const hands = handsFor(world, screen);
const composer = new Composer(world, parts("form", "field", "send", "palette", "inline", "commands", "toggle", "keys", "about", "about-words", "drop-about", "start", "unblock"), hands);

const collection = await areas();
const city = collection && flatten(collection);
const map = city && ((latitude, longitude) => sketch(city, latitude, longitude));
$("picture-shown").addEventListener("click", () => $("picture").close());
const conversation = new Conversation(parts("scroller", "list", "announcer", "to-end"), { map, hands });
const places = new PlaceDialog(
  {
    dialog: $("place-dialog"), form: $("place-form"), cancel: $("place-cancel"), chart: $("chart"), canvas: $("map"), closer: $("closer"),
    farther: $("farther"), whole: $("whole"), area: $("area"), areaField: $("area-field"), latitude: $("latitude"), longitude: $("longitude"), numbers: $("numbers"), where: $("where"), send: $("place-send"),
  },
  city,
  hands.sendsPlace,
);
const files = new FileDialog(
  {
    dialog: $("file-dialog"), form: $("file-form"), cancel: $("file-cancel"), title: $("file-title"), preview: $("preview"),
    caption: $("caption"), photo: $("photo-input"), document: $("document-input"),
  },
  { onSend: hands.sendsFiles, onTrouble: screen.trouble },
);

menu($("attach"), $("attach-menu"), (choice) => {
  const choices = { location: places.open.bind(places), sticker: hands.sendsSticker, voice: hands.sendsVoice, contact: hands.sendsContact };
  (choices[choice] ?? (() => files.choose(choice)))();
});
const asksPerson = asking({ dialog: $("person-dialog"), form: $("person-form"), cancel: $("person-cancel") }, hands.welcomes);
const asksLink = asking({ dialog: $("link-dialog"), form: $("link-form"), cancel: $("link-cancel") }, hands.opensPasted);
menu($("more"), $("chat-menu"), (choice) => {
  if (choice === "link") asksLink();
  else if (world.me.blocked) hands.unblocks();
  else hands.blocks();
});
$("add-person").addEventListener("click", asksPerson);
$("start").addEventListener("click", hands.starts);
$("unblock").addEventListener("click", hands.unblocks);
window.addEventListener("hashchange", () => {
  $("toasts").replaceChildren();
  look();
});
NARROW.addEventListener("change", look);
document.addEventListener("visibilitychange", () => world.changed());

follow(
  (kind, value) => {
    if (kind === "answer") return answered(value);
    if (kind === "inline") return value.person === world.me?.id && composer.offer(value.results);
    world.take(kind, value);
    if (kind === "snapshot") {
      useTimeZone(value.time_zone);
      look();
    }
  },
  (connected) => {
    $("offline").hidden = connected;
  },
);

/** Goes to a chat of a person; the browser's "back" leads away again. */
function goes(person, chat) {
  location.hash = `${person}/${chat}`;
}

/**
 * Looks where the address says; where it says nothing, at the first person's chat with the bot. A narrow window, which
 * has room for the list or a chat, shows the list when the address names a person alone.
 */
function look() {
  const [person, chat] = location.hash.slice(1).split("/").map(Number);
  const me = world.people.find(({ id }) => id === person) ?? world.people[0];
  const list = NARROW.matches && location.hash.length > 1;
  world.look(me?.id, chat || (list ? null : me?.id));
}

function answered({ person, text, show_alert: asksClosing, url }) {
  world.releaseAll();
  if (person !== world.me?.id) return;
  if (url) hands.follows(url);
  else if (text && asksClosing) alert({ dialog: $("alert"), words: $("alert-words") }, text);
  else if (text) toast($("toasts"), text);
}

function show() {
  if (!world.me) return;
  if (document.visibilityState === "visible") world.markRead();
  document.body.classList.toggle("in-chat", Boolean(world.chat));
  showSidebar(world, { people: $("people"), chats: $("chats") });
  $("conversation").hidden = !world.chat;
  if (!world.chat) return;
  showHeader(world.chat);
  showGreeting(world.chat);
  composer.show();
  conversation.show(world);
}

function showHeader(chat) {
  const name = nameOf(chat, world.bot);
  const doing = world.actionIn(chat);
  const members = world.people.filter(({ id }) => chat.members.includes(id)).map(({ first_name: first }) => first);
  document.title = `${name} · ${world.title}`;
  $("back").href = `#${world.me.id}`;
  $("chat-picture").replaceChildren(chatPicture(world, chat));
  $("chat-title").textContent = name;
  $("chat-status").textContent = doing ? (DOING[doing] ?? "sta preparando qualcosa…") : chat.type === "private" ? "bot" : `${world.bot.first_name}, ${members.join(", ")}`;
  $("chat-status").classList.toggle("doing", Boolean(doing));
  $("more").hidden = chat.type !== "private";
  $("block").textContent = world.me.blocked ? "Sblocca il bot" : "Blocca il bot";
}

function showGreeting(chat) {
  const untouched = chat.type === "private" && world.messagesOf(chat).length === 0;
  $("greeting").hidden = !untouched;
  $("greeting-words").textContent = world.me.description || "Questo bot non ha ancora una descrizione.";
}
