/** A text and its entities as DOM: nested, offsets in UTF-16 units (which JavaScript strings count in too). */
import { el } from "./dom.js";
import { anchor } from "./links.js";
import { formattedInstant, fullTime } from "./time.js";

const PLAIN = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  hashtag: "span",
  cashtag: "span",
  text_mention: "span",
};

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/**
 * The nodes that show `text` with `entities`. `hands` is what can be done from within a text: `hands.says(command)` sends a
 * tapped command, `hands.opens(url)` handles a link.
 */
export function formatted(text, entities, hands) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return pieces(text, 0, text.length, sorted, hands);
}

function pieces(text, start, end, entities, hands) {
  const nodes = [];
  let at = start;
  for (let index = 0; index < entities.length; ) {
    const entity = entities[index];
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    let next = index + 1;
    if (to > from) {
      while (next < entities.length && entities[next].offset < to) next += 1;
      if (from > at) nodes.push(text.slice(at, from));
      const inner = pieces(text, from, to, entities.slice(index + 1, next), hands);
      nodes.push(dressed(entity, text.slice(from, to), inner, hands));
      // A block stands on lines of its own: the line break after it in the text would show as an empty line.
      at = BLOCKS.has(entity.type) && text[to] === "\n" ? to + 1 : to;
    }
    index = next;
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

function dressed(entity, words, inner, hands) {
  if (PLAIN[entity.type]) return el(PLAIN[entity.type], { class: entity.type }, inner);
  switch (entity.type) {
    case "pre":
      return el("pre", { "data-language": entity.language, tabindex: "0" }, el("code", {}, inner));
    case "text_link":
      return anchor(entity.url, inner, hands);
    case "url":
      return anchor(words.includes("://") ? words : `https://${words}`, inner, hands);
    case "email":
      return anchor(`mailto:${words}`, inner, hands);
    case "phone_number":
      return anchor(`tel:${words}`, inner, hands);
    case "mention":
      return anchor(`https://t.me/${words.slice(1)}`, inner, hands);
    case "bot_command":
      return el("button", { type: "button", class: "command", "data-testid": "command", onclick: () => hands.says(words) }, inner);
    case "spoiler":
      return spoiler(inner);
    case "blockquote":
      return el("blockquote", {}, inner);
    case "expandable_blockquote":
      return expandable(inner);
    case "date_time":
      return instant(entity, inner);
    default:
      return el("span", {}, inner);
  }
}

function instant({ unix_time: unix, date_time_format: format }, inner) {
  const datetime = new Date(unix * 1000).toISOString();
  return el("time", { datetime, title: fullTime(unix), class: "instant" }, formattedInstant(unix, format) ?? inner);
}

/** Hidden until tapped. The words are out of reach of the keyboard and of screen readers as long as they are hidden. */
function spoiler(inner) {
  const words = el("span", { class: "spoiler-words", inert: true }, inner);
  const reveal = el("button", { type: "button", class: "spoiler-cover", "aria-label": "Mostra il testo nascosto" });
  const whole = el("span", { class: "spoiler", "data-testid": "spoiler" }, words, reveal);
  whole.addEventListener("click", () => {
    words.inert = false;
    whole.classList.add("revealed");
    reveal.remove();
  });
  return whole;
}

function expandable(inner) {
  const quote = el("blockquote", { class: "expandable" }, inner);
  const toggle = el("button", { type: "button", class: "expand", "aria-expanded": "false" }, "Mostra tutto");
  toggle.addEventListener("click", () => {
    const open = quote.classList.toggle("open");
    toggle.textContent = open ? "Mostra meno" : "Mostra tutto";
    toggle.setAttribute("aria-expanded", String(open));
  });
  return el("div", { class: "quote-box" }, quote, toggle);
}
