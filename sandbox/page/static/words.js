/** One line about a message, where there is no room for it: in the list of chats, in a reply, read aloud. */

const KINDS = {
  photo: "Foto",
  document: "Documento",
  venue: "Luogo",
  location: "Posizione",
  sticker: "Adesivo",
  voice: "Messaggio vocale",
  contact: "Contatto",
};

/** The words of a message without formatting; for media, what it is and its caption. */
export function brief(message) {
  if (message.text) return message.text;
  const kind = Object.keys(KINDS).find((name) => message[name]);
  return [KINDS[kind] ?? happening(message) ?? "Messaggio", message.caption].filter(Boolean).join(": ");
}

/** The sentence of a service message ("… è entrato nel gruppo"), or null when the message is of another kind. */
export function happening(message) {
  const names = (users) => users.map((user) => user.first_name).join(", ");
  if (message.new_chat_members) return `Nel gruppo: ${names(message.new_chat_members)}`;
  if (message.left_chat_member) return `Non è più nel gruppo: ${names([message.left_chat_member])}`;
  if (message.group_chat_created) return "Il gruppo è stato creato";
  if (message.new_chat_title) return `Il gruppo ora si chiama «${message.new_chat_title}»`;
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return "Il gruppo è diventato un supergruppo";
  if (message.pinned_message) return "Un messaggio è stato fissato in alto";
  return null;
}

/** What a chat is called for the person who looks at it: the bot, or the group's title. */
export const nameOf = (chat, bot) => (chat.type === "private" ? bot.first_name : chat.title);

/** One or two letters that stand for a name in its round picture. */
export function initials(name) {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return (words.length > 1 ? words[0][0] + words.at(-1)[0] : name.slice(0, 2)).toUpperCase();
}

/** Who wrote a message: a person or the bot, or the group or channel in whose name it was written. */
export const authorOf = (message) => message.sender_chat?.title ?? message.from?.first_name ?? "";

/** Whether whoever wrote a message can change its words. */
export const editable = (message) => !message.via_bot && !message.forward_origin && Boolean(message.text || message.photo || message.document);

/** Where a forwarded message comes from (Bot API, MessageOrigin). */
export function originOf({ sender_user: user, sender_chat: chat, chat: channel, sender_user_name: hidden }) {
  return user?.first_name ?? (chat ?? channel)?.title ?? hidden ?? "";
}
