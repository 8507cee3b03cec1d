/** Links written by a bot: only harmless schemes become links, and those into Telegram stay on the page. */
import { el } from "./dom.js";

const SCHEMES = ["http:", "https:", "mailto:", "tel:", "tg:"];

/** The address as a URL, or null when it is none or its scheme (`javascript:`, `data:` …) may not be followed. */
export function safe(address) {
  try {
    const url = new URL(address);
    return SCHEMES.includes(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

/** A link to `address` around `inner`; plain text when the address may not be followed. */
export function anchor(address, inner, hands) {
  const url = safe(address);
  if (!url) return el("span", {}, inner);
  return el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer", onclick: (event) => follow(event, url, hands) }, inner);
}

function follow(event, url, hands) {
  if (!withinTelegram(url)) return;
  event.preventDefault();
  hands.opens(url);
}

/** Whether Telegram itself would open the address. */
export function withinTelegram(url) {
  return url.protocol === "tg:" || ["t.me", "telegram.me"].includes(url.hostname);
}

/**
 * What a link into Telegram names, in both spellings (`https://t.me/NAME?start=…`, `tg://resolve?domain=NAME&start=…`):
 * `{username, start}`, with `start` null when the link carries no payload.
 */
export function named(url) {
  const username = url.protocol === "tg:" ? url.searchParams.get("domain") : url.pathname.slice(1);
  return { username: (username ?? "").toLowerCase(), start: url.searchParams.get("start") };
}

/** The first link into Telegram that stands in `text`, with or without "https://", or null. */
export function linkIn(text) {
  const found = /(?:https?:\/\/)?(?:t|telegram)\.me\/\S+|tg:\S+/i.exec(text)?.[0];
  return found ? safe(/^[a-z]+:/i.test(found) ? found : `https://${found}`) : null;
}
