/** One message, or one album, as a bubble. */
import { el } from "./dom.js";
import { formatted } from "./entities.js";
import { onHold } from "./hold.js";
import { icon } from "./icons.js";
import { inlineKeys } from "./keys.js";
import { carried, isPicture } from "./media.js";
import { clockTime, fullTime } from "./time.js";
import { authorOf, brief, editable, happening, originOf } from "./words.js";

/**
 * The list item for `messages`: one, or the several of an album. `runs` says that the author has just written before, so
 * that the name is not said again.
 */
export function bubble(world, messages, { runs, map, hands }) {
  const [first] = messages;
  const words = messages.find((message) => message.caption || message.text) ?? first;
  const from = authorship(world, first);
  const service = happening(first);
  const hooks = { "data-testid": "message", "data-message-id": first.message_id, "data-from": from, "data-messages": messages.map((message) => message.message_id).join(" ") };
  if (service) return el("li", { ...hooks, "data-from": "service", class: "row service" }, el("span", { class: "chip" }, service));
  const group = world.chat.type !== "private";
  const body = el(
    "div",
    { class: `bubble${messages.some(isPicture) ? " pictured" : ""}${first.sticker ? " bare" : ""}` },
    group && from !== "me" && !runs && el("span", { class: `sender ink-${Math.abs((first.sender_chat ?? first.from).id) % 6}` }, authorOf(first)),
    first.via_bot && el("span", { class: "forwarded" }, `tramite @${first.via_bot.username}`),
    first.forward_origin && el("span", { class: "forwarded", "data-testid": "forwarded" }, `Inoltrato da ${originOf(first.forward_origin)}`),
    first.reply_to_message && quote(first.reply_to_message, hands),
    el("div", { class: arrangement(messages) }, messages.map((message) => carried(message, { map, hands }))),
    el("div", { class: "words" }, text(words, hands), stamp(messages.at(-1), from)),
  );
  const block = el("div", { class: "block" }, body, messages.map((message) => inlineKeys(world, message, hands)));
  const row = el("li", { ...hooks, class: `row ${from === "me" ? "mine" : "theirs"}${runs ? " runs" : ""}` }, block, tools(words, from, hands));
  onHold(body, ({ clientY }) => offerTools(row, clientY));
  return row;
}

/** How what the messages carry is put together: the pictures of an album side by side, files below each other. */
function arrangement(messages) {
  if (messages.length === 1) return "carried";
  return isPicture(messages[0]) ? `album album-${messages.length}${messages.length % 2 ? " odd" : ""}` : "carried files";
}

function authorship(world, message) {
  if (message.from?.id === world.me.id) return "me";
  return message.from?.id === world.bot.id ? "bot" : "other";
}

function text(message, hands) {
  const words = message.text ?? message.caption;
  if (!words) return null;
  const entities = message.entities ?? message.caption_entities;
  return el("div", { class: "text", "data-testid": "text", dir: "auto" }, formatted(words, entities, hands));
}

function quote(message, hands) {
  return el(
    "button",
    { type: "button", class: "quote", onclick: () => hands.goesTo(message.message_id), "aria-label": `In risposta a: ${brief(message)}` },
    el("strong", {}, authorOf(message)),
    el("span", {}, brief(message).slice(0, 160)),
  );
}

function stamp(message, from) {
  const sent = new Date(message.date * 1000).toISOString();
  return el(
    "span",
    { class: "stamp" },
    message.edit_date && el("span", { "data-testid": "edited", title: fullTime(message.edit_date) }, "modificato "),
    el("time", { datetime: sent, title: fullTime(message.date) }, clockTime(message.date)),
    from === "me" && el("span", { class: "sent" }, icon("check")),
  );
}

function tools(message, from, hands) {
  const tool = (name, label, press) =>
    el("button", { type: "button", class: "tool", "data-testid": name, title: label, onclick: press }, icon(name), el("span", { class: "tool-name" }, label));
  const words = message.text ?? message.caption;
  return el(
    "span",
    { class: "tools" },
    from === "me" && editable(message) && tool("edit", "Modifica", () => hands.edits(message)),
    words && tool("copy", "Copia", () => hands.copies(words)),
    tool("reply", "Rispondi", () => hands.replies(message)),
  );
}

/** Shows a message's tools beside the finger that rests on it (`clientY`), until the next tap. */
function offerTools(row, clientY) {
  const offered = row.querySelector(".tools");
  row.classList.add("held");
  const lowest = row.closest(".scroller").getBoundingClientRect().bottom - offered.offsetHeight;
  offered.style.insetBlockStart = `${Math.min(clientY, lowest) - row.getBoundingClientRect().top}px`;
  document.addEventListener("click", () => row.classList.remove("held"), { once: true });
}
