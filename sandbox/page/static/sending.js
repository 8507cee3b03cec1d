/** Sending what is not words: the attach menu's entries, and the dialog that shows a picture or file before it goes. */
import { el } from "./dom.js";

/** Above this (bytes) the sandbox refuses a file; the same number stands in `sandbox/page/acts.py`. */
const LARGEST = 10_000_000;

/** Asks for a file, shows it in the dialog made of `parts`, then sends it by `onSend({kind, name, mime, content, caption})`. */
export class FileDialog {
  #parts;
  #onSend;
  #onTrouble;
  #chosen = null;

  constructor(parts, { onSend, onTrouble }) {
    this.#parts = parts;
    this.#onSend = onSend;
    this.#onTrouble = onTrouble;
    parts.photo.addEventListener("change", () => this.#take("photo", parts.photo));
    parts.document.addEventListener("change", () => this.#take("document", parts.document));
    parts.form.addEventListener("submit", () => this.#send());
    parts.cancel.addEventListener("click", () => parts.dialog.close());
    parts.dialog.addEventListener("close", () => parts.preview.replaceChildren());
  }

  /** Lets the person choose a file; `kind` is "photo" or "document". */
  choose(kind) {
    this.#parts[kind].click();
  }

  async #take(kind, input) {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    if (file.size > LARGEST) {
      this.#onTrouble("Il file è troppo grande: l'ambiente di prova accetta fino a 10 MB.");
      return;
    }
    const address = await dataAddress(file);
    this.#chosen = { kind, name: file.name, mime: file.type || "application/octet-stream", content: address.split(",")[1] };
    const { title, preview, captionField, caption, dialog } = this.#parts;
    title.textContent = kind === "photo" ? "Invia la foto" : "Invia il documento";
    preview.replaceChildren(kind === "photo" ? el("img", { src: address, alt: "Anteprima" }) : el("p", {}, file.name));
    captionField.hidden = kind !== "photo";
    caption.value = "";
    dialog.showModal();
  }

  #send() {
    this.#onSend({ ...this.#chosen, caption: this.#parts.caption.value });
  }
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
