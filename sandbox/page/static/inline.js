/** What the bot offers while its name and a question stand in the field ("@bot redona"), to be picked and sent. */
import { el } from "./dom.js";

/** Milliseconds of rest after a letter before the bot is asked. */
const REST = 300;

/** The results `box` above the field. `hands` asks the bot and picks a result of its. */
export class InlineResults {
  #box;
  #hands;
  #asked = null;
  #timer = null;

  constructor(box, hands) {
    this.#box = box;
    this.#hands = hands;
  }

  /** Asks the bot when `text` is its name with a question, and closes the box otherwise. */
  typed(text, username) {
    const question = text.toLowerCase().startsWith(`@${username.toLowerCase()} `) ? text.slice(username.length + 2) : null;
    if (question === this.#asked) return;
    this.#asked = question;
    this.#box.hidden = true;
    clearTimeout(this.#timer);
    if (question !== null) this.#timer = setTimeout(() => this.#hands.asksInline(question), REST);
  }

  /** Shows what the bot answered, if the question still stands. `onPicked()` is called when a result was sent. */
  show(results, onPicked) {
    if (this.#asked === null) return;
    const offers = results.map(({ title, description }) =>
      el(
        "button",
        { type: "button", "data-testid": "inline-result", onclick: async () => (await this.#hands.picks(title)) && onPicked() },
        el("strong", {}, title),
        description && el("span", {}, description),
      ),
    );
    this.#box.replaceChildren(...(offers.length ? offers : [el("p", {}, "Nessun risultato")]));
    this.#box.hidden = false;
  }
}
