/** Talks to the sandbox: one stream of changes in, one kind of request out. */

const KINDS = ["snapshot", "chat", "message", "deleted", "action", "answer", "inline"];

/**
 * Follows the sandbox: `onEvent(kind, value)` for the snapshot, which comes first and after every reconnection, and for
 * each change after it; `onLine(connected)` when the connection comes or goes.
 */
export function follow(onEvent, onLine) {
  const stream = new EventSource("/page/events");
  for (const kind of KINDS) stream.addEventListener(kind, (event) => onEvent(kind, JSON.parse(event.data)));
  stream.addEventListener("open", () => onLine(true));
  stream.addEventListener("error", () => onLine(false));
}

/**
 * Does `verb` as `person`. Resolves to the sandbox's answer; throws an Error whose message is a sentence for the reader
 * when the sandbox refuses or cannot be reached.
 */
export function act(verb, person, details = {}) {
  return post("/page/act", { act: verb, person, ...details });
}

/** Lets somebody new in, called `name`, with Telegram in `language`; resolves to their id, or throws as `act` does. */
export async function arrive(name, language) {
  return (await post("/page/people", { name, language })).person;
}

async function post(address, body) {
  let response;
  try {
    response = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  } catch (cause) {
    throw new Error("L'ambiente di prova non risponde: è ancora in esecuzione?", { cause });
  }
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

/** The areas of the map as GeoJSON, or null when the sandbox was started without a map. */
export async function areas() {
  const response = await fetch("/page/map");
  return response.ok ? response.json() : null;
}

/** Where the bytes of the file called `fileId` are. */
export function fileAddress(fileId) {
  return `/page/files/${encodeURIComponent(fileId)}`;
}
