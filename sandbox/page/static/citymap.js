/** The map of the city's areas: drawn, moved, enlarged, pointed at. */
import { svg } from "./dom.js";
import { areaAt } from "./geometry.js";
import { nameTexts } from "./mapnames.js";

/** How far in one can go, and one step of it. */
const CLOSEST = 8;
const STEP = 1.5;
/** A pointer that moved less than this (pixels) between down and up meant a point, not a move. */
const STILL = 5;
/** Metres an arrow key moves the point; with shift ten times as much. */
const NUDGE = 25;

const pathOf = (rings) => rings.map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(0)} ${y.toFixed(0)}`).join("L")}Z`).join("");

/** A drawing of `flat` (see geometry.js) in the SVG element `canvas`; `onPoint([x, y])` when a point was chosen on it. */
export class CityMap {
  #canvas;
  #flat;
  #onPoint;
  #scale = 1;
  #centre;
  #paths;
  #names;
  #pin;
  #point = null;
  #held = new Map();

  constructor(canvas, flat, onPoint) {
    this.#canvas = canvas;
    this.#flat = flat;
    this.#onPoint = onPoint;
    this.#names = svg("g", { class: "map-names" });
    this.#pin = pin();
    this.#paths = flat.areas.map((area, index) => svg("path", { class: `map-area tint-${index % 5}`, d: pathOf(area.rings) }, svg("title", {}, area.name)));
    canvas.replaceChildren(
      svg("g", {}, this.#paths),
      this.#names,
      this.#pin,
    );
    canvas.addEventListener("pointerdown", (event) => this.#hold(event));
    canvas.addEventListener("pointermove", (event) => this.#drag(event));
    canvas.addEventListener("pointerup", (event) => this.#release(event));
    canvas.addEventListener("pointercancel", (event) => this.#held.delete(event.pointerId));
    canvas.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    canvas.addEventListener("keydown", (event) => this.#key(event));
    new ResizeObserver(() => this.#draw()).observe(canvas);
    this.whole();
  }

  /** Shows the whole city. */
  whole() {
    this.#scale = 1;
    this.#centre = [this.#flat.width / 2, this.#flat.height / 2];
    this.#draw();
  }

  /** Goes closer (`steps` above 0) or farther, around the chosen point if there is one. */
  zoom(steps, around = this.#point ?? this.#centre) {
    const scale = Math.max(1, Math.min(CLOSEST, this.#scale * STEP ** steps));
    const kept = this.#scale / scale;
    this.#centre = this.#centre.map((value, axis) => around[axis] + (value - around[axis]) * kept);
    this.#scale = scale;
    this.#draw();
  }

  /** Puts the pin at a point, or takes it away (null). Does not call `onPoint`. */
  mark(point) {
    this.#point = point;
    this.#draw();
  }

  #draw() {
    const { width, height } = this.#canvas.getBoundingClientRect();
    if (!width || !height) return;
    const metres = this.#metresAPixel(width, height);
    const [w, h] = [width * metres, height * metres];
    this.#centre = [clamp(this.#centre[0], this.#flat.width), clamp(this.#centre[1], this.#flat.height)];
    this.#canvas.setAttribute("viewBox", `${this.#centre[0] - w / 2} ${this.#centre[1] - h / 2} ${w} ${h}`);
    const chosen = this.#point && areaAt(this.#flat.areas, this.#point);
    this.#paths.forEach((path, index) => path.classList.toggle("home", this.#flat.areas[index] === chosen));
    this.#names.replaceChildren(...nameTexts(this.#flat.areas, metres, { chosen, point: this.#point }));
    this.#pin.setAttribute("visibility", this.#point ? "visible" : "hidden");
    if (this.#point) this.#pin.setAttribute("transform", `translate(${this.#point}) scale(${metres})`);
  }

  #metresAPixel(width, height) {
    return (1.06 * Math.max(this.#flat.width / width, this.#flat.height / height)) / this.#scale;
  }

  #pointUnder(event) {
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    const metres = this.#metresAPixel(width, height);
    return [this.#centre[0] + (event.clientX - left - width / 2) * metres, this.#centre[1] + (event.clientY - top - height / 2) * metres];
  }

  #hold(event) {
    this.#canvas.setPointerCapture(event.pointerId);
    this.#held.set(event.pointerId, { x: event.clientX, y: event.clientY, far: 0 });
  }

  #drag(event) {
    const held = this.#held.get(event.pointerId);
    if (!held) return;
    const apart = this.#span();
    const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
    Object.assign(held, { x: event.clientX, y: event.clientY, far: held.far + Math.hypot(dx, dy) });
    if (held.far < STILL) return;
    if (this.#held.size > 1) this.zoom(Math.log(this.#span() / apart) / Math.log(STEP), this.#centre);
    else this.#move(dx, dy);
  }

  #move(dx, dy) {
    const { width, height } = this.#canvas.getBoundingClientRect();
    const metres = this.#metresAPixel(width, height);
    this.#centre = [this.#centre[0] - dx * metres, this.#centre[1] - dy * metres];
    this.#draw();
  }

  /** Pixels between two fingers; 1 when there are not two. */
  #span() {
    const [one, two] = this.#held.values();
    return two ? Math.max(1, Math.hypot(one.x - two.x, one.y - two.y)) : 1;
  }

  #release(event) {
    const held = this.#held.get(event.pointerId);
    this.#held.delete(event.pointerId);
    if (held && held.far < STILL) this.#choose(this.#pointUnder(event));
  }

  #choose(point) {
    this.mark(point);
    this.#onPoint(point);
  }

  #wheel(event) {
    event.preventDefault();
    this.zoom(-Math.sign(event.deltaY) * 0.6, this.#pointUnder(event));
  }

  #key(event) {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!way) return;
    event.preventDefault();
    const length = (event.shiftKey ? 10 : 1) * NUDGE;
    const [x, y] = this.#point ?? this.#centre;
    this.#choose([x + way[0] * length, y + way[1] * length]);
  }
}

/** A small still map around a place: borders, the pin, the name of the area. */
export function sketch(flat, latitude, longitude) {
  const [x, y] = flat.point([longitude, latitude]);
  const [width, height] = [2600, 1300];
  const home = areaAt(flat.areas, [x, y]);
  const areas = flat.areas.map((area) => svg("path", { class: `map-area${area === home ? " home" : ""}`, d: pathOf(area.rings) }));
  const marker = pin();
  marker.setAttribute("transform", `translate(${x} ${y}) scale(10)`);
  const view = { viewBox: `${x - width / 2} ${y - height / 2} ${width} ${height}`, class: "sketch", "aria-hidden": "true" };
  return svg("svg", view, areas, marker);
}

function clamp(value, most) {
  return Math.max(0, Math.min(most, value));
}

/** A drop whose tip is at the origin, in pixels. */
function pin() {
  return svg("g", { class: "map-pin" }, svg("path", { d: "M0 0C-4-9-10-13-10-20a10 10 0 0 1 20 0C10-13 4-9 0 0Z" }), svg("circle", { cy: "-20", r: "4" }));
}
