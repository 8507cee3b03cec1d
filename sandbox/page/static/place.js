/** The dialog in which a person chooses a place to send: on the map, by area, or by numbers. */
import { CityMap } from "./citymap.js";
import { el } from "./dom.js";
import { areaAt } from "./geometry.js";

/** Where the point stands before anyone chose one and without a map: the middle of Bergamo. */
const FALLBACK = { latitude: 45.6983, longitude: 9.6773 };

/** The dialog with the elements `parts`; `flat` is the map (see geometry.js), or null; `onSend({latitude, longitude})`. */
export class PlaceDialog {
  #parts;
  #flat;
  #map = null;

  constructor(parts, flat, onSend) {
    this.#parts = parts;
    this.#flat = flat;
    parts.form.addEventListener("submit", () => onSend(this.#place()));
    parts.cancel.addEventListener("click", () => parts.dialog.close());
    for (const field of [parts.latitude, parts.longitude]) field.addEventListener("input", () => this.#show());
    parts.chart.hidden = !flat;
    parts.areaField.hidden = !flat;
    if (flat) this.#draw();
    this.#write(flat ? flat.place(flat.point([FALLBACK.longitude, FALLBACK.latitude])) : FALLBACK);
  }

  /** Opens the dialog with the place chosen last. */
  open() {
    this.#parts.dialog.showModal();
    this.#show();
  }

  #draw() {
    const { canvas, closer, farther, whole, area } = this.#parts;
    this.#map = new CityMap(canvas, this.#flat, (point) => this.#write(this.#flat.place(point)));
    closer.addEventListener("click", () => this.#map.zoom(1));
    farther.addEventListener("click", () => this.#map.zoom(-1));
    whole.addEventListener("click", () => this.#map.whole());
    const names = this.#flat.areas.map(({ name }) => name).sort((a, b) => a.localeCompare(b, "it"));
    area.append(...names.map((name) => el("option", { value: name }, name)));
    area.addEventListener("change", () => {
      const chosen = this.#flat.areas.find(({ name }) => name === area.value);
      if (chosen) this.#write(this.#flat.place(chosen.middle));
    });
  }

  #place() {
    return { latitude: this.#parts.latitude.valueAsNumber, longitude: this.#parts.longitude.valueAsNumber };
  }

  #write({ latitude, longitude }) {
    this.#parts.latitude.value = latitude.toFixed(5);
    this.#parts.longitude.value = longitude.toFixed(5);
    this.#show();
  }

  #show() {
    const { latitude, longitude } = this.#place();
    if (!this.#flat || Number.isNaN(latitude) || Number.isNaN(longitude)) return;
    const point = this.#flat.point([longitude, latitude]);
    const area = areaAt(this.#flat.areas, point);
    this.#map.mark(point);
    this.#parts.area.value = area?.name ?? "";
    this.#parts.where.textContent = area ? `Il punto è in ${area.name}` : "Il punto è fuori dalle aree della mappa";
  }
}
