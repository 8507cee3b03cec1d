/** Inline keys under a message, and the keyboard of reply keys under the field. */
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { safe, withinTelegram } from "./links.js";

/** The rows of inline keys of `message`, or null when it has none. */
export function inlineKeys(world, message, hands) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return el("div", { class: "keys" }, rows.map((row) => el("div", { class: "key-row" }, row.map((key) => inlineKey(world, message, key, hands)))));
}

function inlineKey(world, message, key, hands) {
  const url = key.url && safe(key.url);
  const marks = { class: `key ${key.style ?? ""}`, "data-testid": "key" };
  if (url && !withinTelegram(url)) {
    return el("a", { ...marks, href: url.href, target: "_blank", rel: "noopener noreferrer" }, key.text, corner("si apre fuori dalla chat"));
  }
  const waits = key.callback_data && world.waits(message.chat.id, message.message_id, key.callback_data);
  const press = () => (url ? hands.opens(url) : hands.taps(message, key));
  return el("button", { ...marks, type: "button", "aria-busy": waits && "true", onclick: press }, key.text, url && corner("collegamento"));
}

function corner(words) {
  return [el("span", { class: "key-corner" }, icon("link")), el("span", { class: "unseen" }, ` (${words})`)];
}

/** The keys of a reply keyboard (Bot API 10.3, ReplyKeyboardMarkup). */
export function replyKeys(keyboard, hands) {
  return keyboard.keyboard.map((row) => el("div", { class: "key-row" }, row.map((key) => replyKey(key, hands))));
}

function replyKey(key, hands) {
  const { text, request_location: location = false, request_contact: contact = false } = typeof key === "string" ? { text: key } : key;
  const press = () => {
    if (location) hands.choosesPlace();
    else if (contact) hands.sendsContact();
    else hands.says(text);
    hands.usedKeyboard();
  };
  return el("button", { type: "button", class: `reply-key ${key.style ?? ""}`, "data-testid": "reply-key", onclick: press }, text);
}
