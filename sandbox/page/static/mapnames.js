/** The names of a map's areas: which ones have room, and where. The chosen area's is always there, clear of the pin. */
import { svg } from "./dom.js";
import { areaAt } from "./geometry.js";

/** Sizes of a name in screen pixels, the second where the first has no room; and characters in a line of one. */
const LETTERS = [12.5, 10.5];
const LINE = 12;
/** How many lines below the middle of its area a name may stand, best first. */
const SHIFTS = [0, 1, -1, 2, -2, 3, -3];
/** Width of a letter in its own size, on average: a bold one's in the second place. */
const BREADTH = [0.52, 0.6];
/** The box of the pin in screen pixels: how far its middle is above the tip, half its width and height. */
const PIN = { above: 15, half: [13, 19] };

/**
 * The names that fit without touching one another or the pin, as SVG texts; those of roomy areas first. `metres` a pixel;
 * `point` is where the pin's tip is, or null, and `chosen` the area it is in, whose name may leave the area to be read.
 */
export function nameTexts(areas, metres, { chosen, point }) {
  const [x, y] = point ?? [];
  const taken = point ? [{ x, y: y - PIN.above * metres, half: PIN.half.map((pixels) => pixels * metres) }] : [];
  const free = (name) => !taken.some((other) => touch(name, other));
  const names = [];
  for (const area of [...areas].sort((a, b) => (b === chosen) - (a === chosen) || b.room - a.room)) {
    const ways = LETTERS.flatMap((size) => SHIFTS.map((shift) => laidOut(area, size * metres, { shift, bold: area === chosen })));
    const name = ways.find((one) => areaAt([area], [one.x, one.y]) && free(one)) ?? (area === chosen && below(point, ways[0]));
    if (name) {
      names.push(name);
      taken.push(name);
    }
  }
  return names.map(textOf);
}

/** An area's name in letters of a size (metres), `shift` lines below its middle: lines, middle, half its width and height. */
function laidOut(area, letters, { shift, bold }) {
  const lines = wrapped(area.name);
  const [x, middle] = area.middle;
  const half = [(Math.max(...lines.map((line) => line.length)) * letters * BREADTH[Number(bold)]) / 2, lines.length * letters * 0.55];
  return { lines, letters, bold, x, y: middle + shift * letters, half };
}

/** The same name right under the tip of the pin. */
function below([x, y], name) {
  return { ...name, x, y: y + name.half[1] + name.letters * 0.3 };
}

function textOf({ lines, letters, bold, x, y, half }) {
  const line = (words, index) => svg("tspan", { x, y: y - half[1] + letters * (0.9 + index * 1.1) }, words);
  return svg("text", { class: bold && "chosen", "font-size": letters, "stroke-width": letters / 4 }, lines.map(line));
}

function touch(one, other) {
  return Math.abs(other.x - one.x) < other.half[0] + one.half[0] && Math.abs(other.y - one.y) < other.half[1] + one.half[1];
}

function wrapped(name) {
  const lines = [];
  for (const word of name.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= LINE) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
