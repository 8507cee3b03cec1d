/** The open chat: its messages in order, the place the reader scrolled to, what is announced to screen readers. */
import { bubble } from "./bubble.js";
import { el, sync } from "./dom.js";
import { dayName } from "./time.js";
import { authorOf, brief } from "./words.js";

/** Messages of one author closer than this (seconds) stand together under one name. */
const RUN = 300;
/** Pixels from the end within which the reader counts as being at the end. */
const NEAR_END = 80;
/** Pixels left free above a message that is shown from its start. */
const ABOVE = 8;

/** The list of messages. `map` draws a small map of a point; `hands` is what the reader can do. */
export class Conversation {
  #parts;
  #map;
  #hands;
  #shown = null;
  #announced = 0;
  #atEnd = true;
  #top = 0;

  /** `parts`: `scroller`, `list`, `announcer` (a live region) and `toEnd` (the button that appears when scrolled up). */
  constructor(parts, { map, hands }) {
    this.#parts = parts;
    this.#map = map;
    this.#hands = hands;
    parts.toEnd.addEventListener("click", () => this.#goToEnd("smooth"));
    parts.scroller.addEventListener("scroll", () => this.#scrolled());
    const sizes = new ResizeObserver(() => this.#atEnd && this.#goToEnd());
    sizes.observe(parts.scroller);
    sizes.observe(parts.list);
  }

  /**
   * Shows the open chat of `world`; keeps the reader's place, or follows the end when the reader is there. A new message
   * that the window has no room for is shown from its start.
   */
  show(world) {
    const view = world.chat && `${world.me.id}:${world.chat.id}`;
    const another = view !== this.#shown;
    this.#shown = view;
    if (another) this.#parts.list.replaceChildren();
    const messages = world.chat ? world.messagesOf(world.chat) : [];
    const fresh = another ? [] : messages.filter((message) => message.message_id > this.#announced);
    const mine = fresh.some((message) => message.from?.id === world.me.id);
    const follows = another || mine || this.#atEnd;
    sync(this.#parts.list, rows(world, messages, { map: this.#map, hands: this.#hands }));
    if (follows) this.#goToEnd();
    if (follows && fresh.length) this.#goBackTo(fresh.at(-1).message_id);
    this.#announce(fresh.filter((message) => message.from?.id !== world.me.id));
    this.#announced = Math.max(0, ...messages.map((message) => message.message_id));
  }

  /** Scrolls to a message and points it out. */
  goTo(messageId) {
    const row = this.#rowOf(messageId);
    row?.scrollIntoView({ block: "center", behavior: "smooth" });
    row?.animate?.([{ backgroundColor: "var(--accent-soft)" }, { backgroundColor: "transparent" }], 1200);
  }

  #goToEnd(behavior = "instant") {
    const { scroller } = this.#parts;
    this.#atEnd = true;
    scroller.scrollTo({ top: scroller.scrollHeight, behavior });
  }

  /** Scrolls back to the start of a message that reaches out of the window; it counts as read to the end if it nearly is. */
  #goBackTo(messageId) {
    const { scroller, toEnd } = this.#parts;
    const hidden = scroller.getBoundingClientRect().top + ABOVE - this.#rowOf(messageId).getBoundingClientRect().top;
    if (hidden <= 0) return;
    scroller.scrollTop -= hidden;
    this.#atEnd = hidden < NEAR_END;
    this.#top = scroller.scrollTop;
    toEnd.hidden = this.#atEnd;
  }

  #rowOf(messageId) {
    return this.#parts.list.querySelector(`[data-messages~="${messageId}"]`);
  }

  /** Only going back leaves the end: when what is shown grows (a picture arrives), the end moves, not the reader. */
  #scrolled() {
    const { scroller, toEnd } = this.#parts;
    const near = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;
    if (near || scroller.scrollTop < this.#top) this.#atEnd = near;
    this.#top = scroller.scrollTop;
    toEnd.hidden = this.#atEnd;
  }

  #announce(fresh) {
    if (fresh.length) this.#parts.announcer.textContent = fresh.map((message) => `${authorOf(message)}: ${brief(message)}`).join("\n");
  }
}

/** The items of the list: a line for each day, a bubble for each message or album. */
function rows(world, messages, means) {
  const items = [];
  let day = null;
  let before = null;
  for (const album of albums(messages)) {
    const [first] = album;
    if (dayName(first.date) !== day) {
      day = dayName(first.date);
      items.push(dayLine(day, first.message_id));
      before = null;
    }
    const runs = Boolean(before && authorOf(before) === authorOf(first) && before.from?.id === first.from?.id && first.date - before.date < RUN);
    items.push({
      key: String(first.message_id),
      signature: JSON.stringify([album, runs, waiting(world, album)]),
      build: () => bubble(world, album, { ...means, runs }),
    });
    before = first;
  }
  return items;
}

function dayLine(day, beforeMessage) {
  const build = () => el("li", { class: "row service" }, el("span", { class: "chip" }, day));
  return { key: `day-${beforeMessage}`, signature: day, build };
}

/** Which keys of the messages wait for an answer: part of what a bubble shows. */
function waiting(world, messages) {
  const keys = (message) => (message.reply_markup?.inline_keyboard ?? []).flat();
  return messages.flatMap((message) => keys(message).map((key) => world.waits(message.chat.id, message.message_id, key.callback_data)));
}

/** The messages with those of one album (`media_group_id`) put together. */
function albums(messages) {
  const groups = [];
  for (const message of messages) {
    const last = groups.at(-1);
    if (message.media_group_id && last?.[0].media_group_id === message.media_group_id) last.push(message);
    else groups.push([message]);
  }
  return groups;
}
