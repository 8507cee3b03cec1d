/** Sending what is not words: the attach menu's entries, and the dialog that shows a picture or file before it goes. */
import { el } from "./dom.js";
import { asPhoto } from "./photos.js";

/** Above this (bytes, of all files together) the sandbox refuses; the same number stands in `sandbox/page/acts.py`. */
const LARGEST = 10_000_000;
/** How many pictures or files an album has at most (Bot API, sendMediaGroup). */
const ALBUM = 10;

/** Asks for files, shows them in the dialog made of `parts`, then sends them by `onSend(kind, files, caption)`. */
export class FileDialog {
  #parts;
  #onSend;
  #onTrouble;
  #kind = null;
  #chosen = [];

  constructor(parts, { onSend, onTrouble }) {
    this.#parts = parts;
    this.#onSend = onSend;
    this.#onTrouble = onTrouble;
    parts.photo.addEventListener("change", () => this.#take("photo", parts.photo));
    parts.document.addEventListener("change", () => this.#take("document", parts.document));
    parts.form.addEventListener("submit", () => this.#onSend(this.#kind, this.#chosen, parts.caption.value.trim()));
    parts.cancel.addEventListener("click", () => parts.dialog.close());
    parts.dialog.addEventListener("close", () => parts.preview.replaceChildren());
  }

  /** Lets the person choose files; `kind` is "photo" or "document". */
  choose(kind) {
    this.#parts[kind].click();
  }

  async #take(kind, input) {
    const given = [...input.files];
    input.value = "";
    if (!given.length) return;
    const files = kind === "photo" ? await Promise.all(given.map(asPhoto)) : given;
    const trouble = troubleWith(files);
    if (trouble) {
      this.#onTrouble(trouble);
      return;
    }
    const addresses = await Promise.all(files.map(dataAddress));
    this.#kind = kind;
    this.#chosen = files.map(({ name, type }, index) => ({ name, mime: type || "application/octet-stream", content: addresses[index].split(",")[1] }));
    const { title, preview, caption, dialog } = this.#parts;
    title.textContent = titleOf(kind, files.length);
    preview.replaceChildren(
      ...files.map(({ name }, index) => (kind === "photo" ? el("img", { src: addresses[index], alt: "Anteprima" }) : el("p", {}, name))),
    );
    preview.classList.toggle("several", kind === "photo" && files.length > 1);
    caption.value = "";
    dialog.showModal();
  }
}

function troubleWith(files) {
  if (files.length > ALBUM) return `Un album ha al massimo ${ALBUM} foto o documenti.`;
  if (files.includes(null)) return "Questa foto non si può aprire: mandala come documento.";
  if (files.reduce((sum, { size }) => sum + size, 0) > LARGEST) return "È troppo grande: l'ambiente di prova accetta fino a 10 MB per volta.";
  return null;
}

function titleOf(kind, number) {
  if (number === 1) return kind === "photo" ? "Invia la foto" : "Invia il documento";
  return kind === "photo" ? `Invia ${number} foto` : `Invia ${number} documenti`;
}

function dataAddress(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/**
 * Makes `button` open the menu `box`, whose entries are buttons with a `data-choice`; `onChoose(choice)`. Arrow keys move
 * through it, Escape and a tap elsewhere close it.
 */
export function menu(button, box, onChoose) {
  const show = (open) => {
    box.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  const entries = () => [...box.querySelectorAll("button:not([hidden])")];
  button.addEventListener("click", () => {
    show(box.hidden);
    if (!box.hidden) entries()[0]?.focus();
  });
  box.addEventListener("click", (event) => {
    const entry = event.target.closest("[data-choice]");
    if (!entry) return;
    show(false);
    button.focus();
    onChoose(entry.dataset.choice);
  });
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      show(false);
      button.focus();
    } else if (step) {
      const all = entries();
      all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
      event.preventDefault();
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (!box.contains(event.target) && !button.contains(event.target)) show(false);
  });
}
