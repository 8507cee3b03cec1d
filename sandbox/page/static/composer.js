/** The field at the foot of a chat: writing, answering, editing; commands and the bot's keyboard. */
import { el } from "./dom.js";
import { InlineResults } from "./inline.js";
import { replyKeys } from "./keys.js";
import { unmarked } from "./markup.js";
import { Palette } from "./palette.js";
import { authorOf, brief, editable } from "./words.js";

/** The field with all that surrounds it. `parts` are elements of the page by name, `hands` what the reader can do. */
export class Composer {
  #world;
  #parts;
  #hands;
  #palette;
  #inline;
  #drafts = new Map();
  #view = null;
  #about = null;
  #keyboard = { shown: null, hidden: false };

  constructor(world, parts, hands) {
    this.#world = world;
    this.#parts = parts;
    this.#hands = hands;
    this.#palette = new Palette({ field: parts.field, button: parts.commands, box: parts.palette }, (command) => this.#sendCommand(command));
    this.#inline = new InlineResults(parts.inline, hands);
    parts.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    parts.field.addEventListener("input", () => this.#typed());
    parts.field.addEventListener("keydown", (event) => this.#key(event));
    parts.commands.addEventListener("click", () => this.#palette.toggle(this.#commands()));
    parts.toggle.addEventListener("click", () => this.#toggleKeyboard());
    parts.dropAbout.addEventListener("click", () => this.#speakOf(null));
  }

  /** Shows the field, or what stands in its place, for the open chat. */
  show() {
    const { me, chat } = this.#world;
    if (!me || !chat) return;
    const view = `${me.id}:${chat.id}`;
    if (view !== this.#view) this.#change(view);
    const started = chat.type !== "private" || this.#world.messagesOf(chat).length > 0;
    const blocked = chat.type === "private" && me.blocked;
    this.#parts.unblock.hidden = !blocked;
    this.#parts.start.hidden = blocked || started;
    this.#parts.form.hidden = blocked || !started;
    this.#parts.commands.hidden = this.#commands().length === 0;
    this.#showKeyboard(chat.keyboard);
    this.#fit();
  }

  /** Answers a message: the next text quotes it. */
  reply(message) {
    this.#speakOf({ message, edits: false });
  }

  /** Changes one's own message: the field takes its text or caption, with markers for its formatting. */
  edit(message) {
    this.#speakOf({ message, edits: true });
    this.write(unmarked(message.text ?? message.caption ?? "", message.entities ?? message.caption_entities));
  }

  /** Puts `text` in the field, to be completed or sent. */
  write(text) {
    this.#parts.field.value = text;
    this.#typed();
    this.#parts.field.focus();
  }

  /** Keeps `text` for a chat of a person: it stands in the field once that chat is opened. */
  keepFor(personId, chatId, text) {
    this.#drafts.set(`${personId}:${chatId}`, text);
  }

  /** Offers what the bot answered to an inline question. */
  offer(results) {
    this.#inline.show(results, () => this.write(""));
  }

  /** A key of the reply keyboard was used: a `one_time_keyboard` folds away. */
  usedKeyboard() {
    if (!this.#world.chat.keyboard?.one_time_keyboard) return;
    this.#keyboard.hidden = true;
    this.show();
  }

  #change(view) {
    this.#speakOf(null);
    this.#drafts.set(this.#view, this.#parts.field.value);
    this.#view = view;
    this.#parts.field.value = this.#drafts.get(view) ?? "";
    this.#keyboard = { shown: null, hidden: false };
    this.#typed();
  }

  #commands() {
    const { me, chat } = this.#world;
    return chat?.commands[me.id] ?? [];
  }

  #sendCommand(command) {
    this.write("");
    this.#hands.says(this.#world.chat.type === "private" ? `/${command}` : `/${command}@${this.#world.bot.username}`);
  }

  async #send() {
    const { field } = this.#parts;
    const typed = field.value.trim();
    if (!typed && !this.#takesAwayCaption()) return;
    const about = this.#about;
    const sent = about?.edits ? this.#hands.changes(about.message, typed) : this.#hands.writes(typed, about?.message);
    this.#speakOf(null);
    this.write("");
    if (!(await sent)) this.write(typed);
  }

  /** Whether sending an empty field means something: a caption that is edited away. */
  #takesAwayCaption() {
    return Boolean(this.#about?.edits && this.#about.message.text === undefined);
  }

  #typed() {
    const { field, send } = this.#parts;
    this.#fit();
    send.disabled = !field.value.trim() && !this.#takesAwayCaption();
    this.#palette.filter(field.value, this.#commands());
    this.#inline.typed(field.value, this.#world.bot.username);
  }

  /** Makes the field as high as its text; a hidden one has no height to measure. */
  #fit() {
    const { field } = this.#parts;
    field.style.height = "auto";
    if (field.scrollHeight) field.style.height = `${field.scrollHeight}px`;
  }

  #key(event) {
    if (this.#palette.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "Escape") {
      this.#speakOf(null);
    } else if (event.key === "ArrowUp" && !this.#parts.field.value) {
      const mine = this.#world.messagesOf(this.#world.chat).findLast((message) => message.from?.id === this.#world.me.id && editable(message));
      if (mine) {
        event.preventDefault();
        this.edit(mine);
      }
    }
  }

  #speakOf(about) {
    if (this.#about?.edits && !about) this.#parts.field.value = "";
    this.#about = about;
    this.#parts.about.hidden = !about;
    if (!about) return;
    const title = about.edits ? "Modifica il messaggio" : `Rispondi a ${authorOf(about.message)}`;
    this.#parts.aboutWords.replaceChildren(el("strong", {}, title), el("span", {}, brief(about.message)));
    this.#parts.field.focus();
  }

  #toggleKeyboard() {
    this.#keyboard.hidden = !this.#keyboard.hidden;
    this.show();
  }

  #showKeyboard(keyboard) {
    const { keys, toggle, field } = this.#parts;
    const drawn = JSON.stringify(keyboard ?? null);
    if (drawn !== this.#keyboard.shown) {
      this.#keyboard = { shown: drawn, hidden: false };
      keys.replaceChildren(...(keyboard ? replyKeys(keyboard, this.#hands) : []));
      keys.classList.toggle("tall", Boolean(keyboard && !keyboard.resize_keyboard));
    }
    const folded = !keyboard || this.#keyboard.hidden || this.#parts.form.hidden;
    keys.hidden = folded;
    toggle.hidden = !keyboard;
    toggle.setAttribute("aria-expanded", String(!folded));
    field.placeholder = keyboard?.input_field_placeholder ?? "Scrivi un messaggio";
  }
}
