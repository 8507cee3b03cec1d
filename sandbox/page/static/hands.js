/** What the reader can do, as the person chosen and in the open chat. Every refusal ends as a sentence on the page. */
import { linkIn, named, safe, withinTelegram } from "./links.js";
import { marked } from "./markup.js";
import { act, arrive } from "./server.js";

/** The verbs for `world`. `screen` is what they need of the page (see main.js). */
export function handsFor(world, screen) {
  /** True when the sandbox took it. */
  async function does(verb, details) {
    try {
      await act(verb, world.me.id, { chat: world.chat?.id, ...details });
      return true;
    } catch (error) {
      screen.trouble(error.message);
      return false;
    }
  }

  /** Sends files of one kind: several as an album. The caption may have markers. */
  function sendsFiles(kind, files, typed) {
    const { text: caption, entities } = marked(typed);
    if (files.length > 1) return does("sends_album", { kind, files, caption, entities });
    return does(kind === "photo" ? "sends_photo" : "sends_document", { ...files[0], caption, entities });
  }

  /** Lets somebody new in, and looks at their chat. */
  async function welcomes({ name, language }) {
    try {
      const person = await arrive(name, language);
      screen.goes(person, person);
    } catch (error) {
      screen.trouble(error.message);
    }
  }

  async function copies(text) {
    await navigator.clipboard.writeText(text);
    screen.says("Copiato");
  }

  async function taps(message, key) {
    if (key.callback_data !== undefined) {
      world.wait(message.chat.id, message.message_id, key.callback_data);
      if (!(await does("presses", { message: message.message_id, data: key.callback_data })))
        world.release(message.chat.id, message.message_id, key.callback_data);
    } else if (key.switch_inline_query_current_chat !== undefined) {
      screen.write(`@${world.bot.username} ${key.switch_inline_query_current_chat}`);
    } else if (key.switch_inline_query !== undefined || key.switch_inline_query_chosen_chat) {
      asksElsewhere(key.switch_inline_query ?? key.switch_inline_query_chosen_chat.query ?? "");
    } else if (key.copy_text) {
      await copies(key.copy_text.text);
    } else {
      screen.trouble("Questo tipo di tasto non esiste nell'ambiente di prova.");
    }
  }

  /** Telegram would ask for a chat; here it is the first one of the person that is not the open one. */
  function asksElsewhere(query) {
    const text = `@${world.bot.username} ${query}`;
    const other = world.chatsOf(world.me).find((chat) => chat !== world.chat);
    if (other) screen.writesIn(world.me.id, other.id, text);
    else screen.write(text);
  }

  function opens(url) {
    const { username, start } = named(url);
    if (username !== world.bot.username.toLowerCase()) screen.trouble("Nell'ambiente di prova ci sono solo queste chat.");
    else if (start !== null) does("starts", { payload: start }).then(() => screen.goes(world.me.id, world.me.id));
    else screen.goes(world.me.id, world.me.id);
  }

  return {
    says: (text, answering) => does("says", { text, reply_to: answering?.message_id }),
    writes: (typed, answering) => does("says", { ...marked(typed), reply_to: answering?.message_id }),
    changes: (message, typed) => does("edits", { message: message.message_id, ...marked(typed) }),
    starts: () => does("starts", {}),
    blocks: () => does("blocks", {}),
    unblocks: () => does("unblocks", {}),
    sendsPlace: ({ latitude, longitude }) => does("sends_location", { latitude, longitude }),
    sendsFiles,
    welcomes,
    sendsSticker: () => does("sends_sticker", {}),
    sendsVoice: () => does("sends_voice", {}),
    sendsContact: () => does("sends_contact", {}),
    asksInline: (query) => does("asks_inline", { query }),
    picks: (title) => does("picks", { title }),
    taps,
    opens,
    opensPasted: ({ link }) => {
      const url = linkIn(link);
      if (url) opens(url);
      else screen.trouble("Qui non c'è un collegamento di Telegram (t.me/…).");
    },
    follows: (address) => {
      const url = safe(address);
      if (!url) return;
      if (withinTelegram(url)) opens(url);
      else window.open(url.href, "_blank", "noopener");
    },
    copies,
    enlarges: screen.enlarges,
    replies: screen.replies,
    edits: screen.edits,
    goesTo: screen.goesTo,
    choosesPlace: screen.choosesPlace,
    usedKeyboard: screen.usedKeyboard,
  };
}
