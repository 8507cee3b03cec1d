/** What the page knows: the sandbox's state as told by the stream, and what this reader is looking at. */

/** Seconds a "sta scrivendo" stays when nothing follows (Bot API 10.3, sendChatAction). */
const ACTION_LASTS = 5;
/** Seconds after which a tapped key stops waiting for its answer. */
const KEY_WAITS = 15;

/**
 * The state of the page. `onChange` is called, once for any number of changes made together, when something to show has
 * changed. People and chats are the JSON of `sandbox/page/snapshot.py`; messages are those of the Bot API.
 */
export class World {
  title = "";
  bot = { first_name: "", username: "", description: "" };
  people = [];
  chats = new Map();
  connected = false;

  #onChange;
  #meId = null;
  #chatId = null;
  #scheduled = false;
  #read = new Map();
  #actions = new Map();
  #waiting = new Set();

  constructor(onChange) {
    this.#onChange = onChange;
  }

  /** Takes one event of the stream in. Events that are moments rather than state (answers) are the caller's. */
  take(kind, value) {
    if (kind === "snapshot") this.#begin(value);
    else if (kind === "chat") this.#learn(value);
    else if (kind === "message") this.#place(value.chat, value.message);
    else if (kind === "deleted") this.chats.get(value.chat)?.messages.delete(value.message);
    else if (kind === "action") this.#show(value.chat, value.action);
    this.changed();
  }

  changed() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setTimeout(() => {
      this.#scheduled = false;
      this.#onChange();
    });
  }

  /** Looks at `chatId` (or, if null, at the list alone) as the person `personId`. */
  look(personId, chatId) {
    this.#meId = personId;
    this.#chatId = chatId;
    this.changed();
  }

  /** The person the reader is: the first one unless another was chosen. */
  get me() {
    return this.people.find((person) => person.id === this.#meId) ?? this.people[0] ?? null;
  }

  /** The open chat, or null where only the list is looked at. */
  get chat() {
    const chat = this.chats.get(this.#chatId);
    return chat && this.me && this.chatsOf(this.me).includes(chat) ? chat : null;
  }

  /** The chats a person sees: the one with the bot first. */
  chatsOf(person) {
    return [...this.chats.values()].filter((chat) => chat.id === person.id || chat.members.includes(person.id));
  }

  /** The messages of a chat, oldest first. */
  messagesOf(chat) {
    return [...chat.messages.values()].sort((a, b) => a.message_id - b.message_id);
  }

  /** How many messages of others `person` has not seen in `chat`. */
  unread(person, chat) {
    const seen = this.#read.get(`${person.id}:${chat.id}`) ?? 0;
    return this.messagesOf(chat).filter((message) => message.message_id > seen && message.from?.id !== person.id).length;
  }

  unreadOf(person) {
    return this.chatsOf(person).reduce((sum, chat) => sum + this.unread(person, chat), 0);
  }

  /** Marks everything in the open chat as seen by the reader. */
  markRead() {
    if (this.me && this.chat) this.#see(this.me, this.chat);
  }

  /** What the bot is doing in `chat` just now ("typing" …), or null. */
  actionIn(chat) {
    const shown = this.#actions.get(chat.id);
    return shown && shown.until > Date.now() ? shown.action : null;
  }

  /** Whether a key waits for the bot's answer; `data` is its callback data. */
  waits(chatId, messageId, data) {
    return this.#waiting.has(`${chatId}:${messageId}:${data}`);
  }

  /** Lets a tapped key wait for its answer. */
  wait(chatId, messageId, data) {
    this.#waiting.add(`${chatId}:${messageId}:${data}`);
    setTimeout(() => this.release(chatId, messageId, data), KEY_WAITS * 1000);
    this.changed();
  }

  release(chatId, messageId, data) {
    if (this.#waiting.delete(`${chatId}:${messageId}:${data}`)) this.changed();
  }

  /** Lets every tapped key rest: an answer came, and answers do not say which key they are for. */
  releaseAll() {
    this.#waiting.clear();
    this.changed();
  }

  #begin({ title, bot, people, chats }) {
    const first = this.chats.size === 0;
    Object.assign(this, { title, bot, people, chats: new Map() });
    for (const { messages, ...chat } of chats) {
      this.#learn(chat);
      for (const message of messages) this.chats.get(chat.id).messages.set(message.message_id, message);
    }
    if (first) for (const person of people) for (const chat of this.chatsOf(person)) this.#see(person, chat);
  }

  #learn(chat) {
    const known = this.chats.get(chat.id);
    if (known) Object.assign(known, chat);
    else this.chats.set(chat.id, { ...chat, messages: new Map() });
  }

  #place(chatId, message) {
    this.chats.get(chatId)?.messages.set(message.message_id, message);
    if (message.from?.is_bot) this.#actions.delete(chatId);
  }

  #show(chatId, action) {
    this.#actions.set(chatId, { action, until: Date.now() + ACTION_LASTS * 1000 });
    setTimeout(() => this.changed(), ACTION_LASTS * 1000 + 50);
  }

  #see(person, chat) {
    this.#read.set(`${person.id}:${chat.id}`, Math.max(0, ...chat.messages.keys()));
  }
}
