/**
 * Formatting as one types it in Telegram's clients: "**grassetto**", "__corsivo__", "~~barrato~~", "||nascosto||", "`codice`"
 * and "[parole](indirizzo)", one inside the other. Offsets are UTF-16 units, in which JavaScript's strings count, too.
 */

const MARKERS = { bold: "**", italic: "__", strikethrough: "~~", spoiler: "||", code: "`" };
const KINDS = Object.fromEntries(Object.entries(MARKERS).map(([kind, marker]) => [marker, kind]));
/** Within a word or an address "__" is a part of it: a link's payload may have it. */
const NEXT = /(\*\*|~~|\|\||(?<![\w=/&?.-])__)(?=\S)([\s\S]*?\S)\1(?<!__(?=\w))|`([^`\n]+)`|\[([^\][\n]+)\]\(([^\s()]+)\)/;

/** What is sent for what was typed: `{text, entities}`. */
export function marked(typed) {
  const into = { text: "", entities: [] };
  read(typed, into);
  return into;
}

function read(typed, into) {
  let rest = typed;
  for (let found = NEXT.exec(rest); found; found = NEXT.exec(rest)) {
    const [whole, marker, inner, code, words, address] = found;
    into.text += rest.slice(0, found.index);
    rest = rest.slice(found.index + whole.length);
    const offset = into.text.length;
    const url = address && link(address);
    if (address && !url) {
      into.text += whole;
      continue;
    }
    if (code) into.text += code;
    else read(inner ?? words, into);
    into.entities.push({ type: url ? "text_link" : KINDS[marker ?? "`"], offset, length: into.text.length - offset, ...(url && { url }) });
  }
  into.text += rest;
}

/** The address as Telegram would take it, or null when it is none. */
function link(address) {
  try {
    const url = new URL(/^[a-z]+:/i.test(address) ? address : `https://${address}`);
    return ["http:", "https:"].includes(url.protocol) && url.hostname.includes(".") ? url.href : null;
  } catch {
    return null;
  }
}

/** What one would have typed for `text` with `entities`: the inverse of `marked`. */
export function unmarked(text, entities = []) {
  const marks = new Map();
  const at = (position) => marks.get(position) ?? marks.set(position, { closes: [], opens: [] }).get(position);
  for (const entity of [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length)) {
    const marker = MARKERS[entity.type];
    if (!marker && entity.type !== "text_link") continue;
    at(entity.offset).opens.push(marker ?? "[");
    at(entity.offset + entity.length).closes.unshift(marker ?? `](${entity.url})`);
  }
  let typed = "";
  let done = 0;
  for (const [position, { closes, opens }] of [...marks].sort(([a], [b]) => a - b)) {
    typed += text.slice(done, position) + closes.join("") + opens.join("");
    done = position;
  }
  return typed + text.slice(done);
}
