/** What a message carries besides words: pictures, files, places, stickers, voices, contacts. */
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { fileAddress } from "./server.js";

/**
 * The nodes for what `message` carries; empty when it is words alone. `map` draws a small map of a point, if there is one;
 * `hands` is what the reader can do.
 */
export function carried(message, { map, hands }) {
  if (message.photo) return [photo(message, hands)];
  if (message.document) return [file(message.document)];
  if (message.venue) return [place(message.venue.location, map, message.venue)];
  if (message.location) return [place(message.location, map)];
  if (message.sticker) return [el("div", { class: "sticker", role: "img", "aria-label": "Adesivo" }, message.sticker.emoji ?? "🙂")];
  if (message.voice) return [card("voice", "Messaggio vocale", `${message.voice.duration ?? 0} s`)];
  if (message.contact) return [card("contact", message.contact.first_name, message.contact.phone_number)];
  return [];
}

/** Whether a photograph fills its bubble: such a bubble has no padding around it. */
export const isPicture = (message) => Boolean(message.photo);

/** A picture that opens large; `message.photo` holds it in several sizes, the largest last. */
function photo(message, hands) {
  const largest = message.photo.at(-1);
  const address = fileAddress(largest.file_id);
  const image = el("img", { src: address, alt: "Foto: si apre ingrandita", width: largest.width, height: largest.height });
  return el("button", { type: "button", class: "photo", "data-testid": "photo", "data-message-id": message.message_id, onclick: () => hands.enlarges(address) }, image);
}

function file({ file_id: fileId, file_name: name = "documento", file_size: size = 0 }) {
  return el(
    "a",
    { class: "card", href: fileAddress(fileId), download: name, "data-testid": "document" },
    el("span", { class: "card-sign" }, icon("document")),
    el("span", { class: "card-words" }, el("strong", {}, name), el("small", {}, weight(size))),
  );
}

function weight(bytes) {
  if (bytes < 1000) return `${bytes} byte`;
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "kB"] : [bytes / 1e6, "MB"];
  return `${value.toLocaleString("it-IT", { maximumFractionDigits: 1 })} ${unit}`;
}

function place({ latitude, longitude }, map, venue) {
  const numbers = [latitude, longitude].map((value) => value.toFixed(5)).join(", ");
  return el(
    "div",
    { class: "place", "data-testid": "place", "data-latitude": latitude, "data-longitude": longitude },
    map?.(latitude, longitude),
    el("div", { class: "place-words" }, el("strong", {}, venue?.title ?? "Posizione"), el("small", {}, venue?.address ?? numbers)),
  );
}

function card(sign, title, detail) {
  return el(
    "div",
    { class: "card" },
    el("span", { class: "card-sign" }, icon(sign)),
    el("span", { class: "card-words" }, el("strong", {}, title), el("small", {}, detail)),
  );
}
