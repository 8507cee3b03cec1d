/** What comes over the chat for a while: the bot's answer to a tapped key, what went wrong, a picture to look at. */
import { el } from "./dom.js";

/** Milliseconds a toast stays at least, and for every character of it. */
const STAYS = 3000;
const PER_CHARACTER = 60;

/** Shows `text` for a while; `tone` is "answer" or "trouble". */
export function toast(box, text, tone = "answer") {
  const note = el("p", { class: `toast ${tone}`, "data-testid": "toast" }, text);
  box.replaceChildren(note);
  setTimeout(() => note.remove(), STAYS + text.length * PER_CHARACTER);
}

/** Shows `text` until the reader closes it: an answer with `show_alert`. */
export function alert({ dialog, words }, text) {
  words.textContent = text;
  if (!dialog.open) dialog.showModal();
}

/** Shows the picture at `address` as large as the window allows, until the reader closes it. */
export function enlarge({ dialog, image }, address) {
  image.src = address;
  dialog.showModal();
}
