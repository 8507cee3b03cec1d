/** The dialog in which a person chooses a place to send: on the map, by area, or by numbers. */
import { CityMap } from "./citymap.js";
import { el } from "./dom.js";
import { areaAt } from "./geometry.js";

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
  }

  /** Opens the dialog with no place chosen. */
  open() {
    const { form, dialog, numbers } = this.#parts;
    form.reset();
    numbers.open = !this.#flat;
    dialog.showModal();
    this.#map?.whole();
    this.#show();
  }

  #draw() {
    const { canvas, closer, farther, whole, area } = this.#parts;
    this.#map = new CityMap(canvas, this.#flat, (point) => this.#choose(point));
    closer.addEventListener("click", () => this.#map.zoom(1));
    farther.addEventListener("click", () => this.#map.zoom(-1));
    whole.addEventListener("click", () => this.#map.whole());
    const names = this.#flat.areas.map(({ name }) => name).sort((a, b) => a.localeCompare(b, "it"));
    area.append(...names.map((name) => el("option", { value: name }, name)));
    area.addEventListener("change", () => {
      const chosen = this.#flat.areas.find(({ name }) => name === area.value);
      if (chosen) this.#choose(chosen.middle);
    });
  }

  #place() {
    return { latitude: this.#parts.latitude.valueAsNumber, longitude: this.#parts.longitude.valueAsNumber };
  }

  #choose(point) {
    const { latitude, longitude } = this.#flat.place(point);
    this.#parts.latitude.value = latitude.toFixed(5);
    this.#parts.longitude.value = longitude.toFixed(5);
    this.#show();
  }

  #show() {
    const { form, send, area, where } = this.#parts;
    const chosen = form.checkValidity();
    send.disabled = !chosen;
    if (!this.#flat) return;
    const { latitude, longitude } = this.#place();
    const point = chosen ? this.#flat.point([longitude, latitude]) : null;
    const home = point && areaAt(this.#flat.areas, point);
    this.#map.mark(point);
    area.value = home?.name ?? "";
    where.textContent = point ? (home ? `Il punto è in ${home.name}` : "Il punto è fuori dalle aree della mappa") : "Nessun punto scelto";
  }
}
