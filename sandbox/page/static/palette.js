/** The list of the bot's commands above the field: opened by its button, or by typing "/", which also narrows it. */
import { el } from "./dom.js";

/** The list box `box` of commands for `field`, opened by `button`. `onChoose(command)` gets the name, without "/". */
export class Palette {
  #field;
  #button;
  #box;
  #onChoose;
  #commands = [];
  #at = 0;

  constructor({ field, button, box }, onChoose) {
    this.#field = field;
    this.#button = button;
    this.#box = box;
    this.#onChoose = onChoose;
    document.addEventListener("click", (event) => {
      if (!box.hidden && !event.target.closest("[data-palette]")) this.#show([]);
    });
  }

  /** Opens the whole list, or closes it. */
  toggle(commands) {
    const opens = this.#box.hidden;
    this.#show(opens ? commands : []);
    this.#field.focus();
  }

  /** Lists what `text` could become; closes when it is not the beginning of a command. */
  filter(text, commands) {
    this.#show(/^\/\w*$/.test(text) ? commands.filter(({ command }) => command.startsWith(text.slice(1).toLowerCase())) : []);
  }

  /** Takes a key pressed in the field; true when it was meant for the list. */
  key(event) {
    if (this.#box.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#point((this.#at + step + this.#commands.length) % this.#commands.length);
    else if (event.key === "Enter") this.#choose(this.#commands[this.#at].command);
    else if (event.key === "Tab") this.#field.value = `/${this.#commands[this.#at].command} `;
    else if (event.key !== "Escape") return false;
    if (event.key === "Tab" || event.key === "Escape") this.#show([]);
    event.preventDefault();
    return true;
  }

  #show(commands) {
    this.#commands = commands;
    this.#box.hidden = commands.length === 0;
    this.#button.setAttribute("aria-expanded", String(!this.#box.hidden));
    this.#box.replaceChildren(...commands.map((command, index) => this.#option(command, index)));
    this.#point(0);
  }

  #option({ command, description }, index) {
    return el(
      "li",
      { id: `command-${index}`, role: "option", "data-testid": "command-option", onclick: () => this.#choose(command) },
      el("strong", {}, `/${command}`),
      el("span", {}, description),
    );
  }

  #choose(command) {
    this.#show([]);
    this.#onChoose(command);
  }

  #point(index) {
    this.#at = index;
    const options = [...this.#box.children];
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    options[index]?.scrollIntoView({ block: "nearest" });
    if (options[index]) this.#field.setAttribute("aria-activedescendant", options[index].id);
    else this.#field.removeAttribute("aria-activedescendant");
  }
}
