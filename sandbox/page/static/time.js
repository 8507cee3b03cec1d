/** Instants as an Italian reader expects them, in the time zone of the page's city. */

let zone = "Europe/Rome";

/** Sets the IANA name of the time zone every instant is shown in. */
export function useTimeZone(name) {
  zone = name;
}

const shown = (unix, options) => new Intl.DateTimeFormat("it-IT", { timeZone: zone, ...options }).format(unix * 1000);
const now = () => Date.now() / 1000;

/** "15:04" */
export const clockTime = (unix) => shown(unix, { hour: "2-digit", minute: "2-digit" });

/** "domenica 22 novembre 2026, 15:04": what a reader sees who asks what a date means. */
export const fullTime = (unix) => shown(unix, { dateStyle: "full", timeStyle: "short" });

/** "Oggi", "Ieri" or "venerdì 20 novembre": the line between two days of a chat. */
export function dayName(unix) {
  const day = (instant) => shown(instant, { dateStyle: "short" });
  if (day(unix) === day(now())) return "Oggi";
  if (day(unix) === day(now() - 86400)) return "Ieri";
  return shown(unix, { weekday: "long", day: "numeric", month: "long" });
}

/** The time today, otherwise the day: the corner of a line in the list of chats. */
export const briefTime = (unix) => (dayName(unix) === "Oggi" ? clockTime(unix) : shown(unix, { day: "numeric", month: "short" }));

/**
 * A `date_time` entity's instant in the format it asks for: `r`, or any of `w`, `d` or `D`, `t` or `T` (Bot API 10.3,
 * date-time entity formatting). Without a format the text stays as the bot wrote it, which `null` stands for.
 */
export function formattedInstant(unix, format) {
  if (!format) return null;
  if (format === "r") return relative(unix);
  const options = {};
  for (const letter of format) Object.assign(options, PARTS[letter]);
  return shown(unix, options);
}

const PARTS = {
  w: { weekday: "long" },
  d: { day: "2-digit", month: "2-digit", year: "2-digit" },
  D: { day: "numeric", month: "long", year: "numeric" },
  t: { hour: "2-digit", minute: "2-digit" },
  T: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

const SPANS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

function relative(unix) {
  const seconds = unix - now();
  const [unit, length] = SPANS.find(([, span]) => Math.abs(seconds) >= span) ?? SPANS.at(-1);
  return new Intl.RelativeTimeFormat("it-IT", { numeric: "auto" }).format(Math.round(seconds / length), unit);
}
