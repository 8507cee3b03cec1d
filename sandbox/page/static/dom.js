/**
 * Builds the page out of values. Text only ever enters as text nodes: nothing here, or anywhere on the page, parses
 * what a bot or a person wrote as HTML.
 */

const SVG = "http://www.w3.org/2000/svg";
const signatures = new WeakMap();

/** Makes an HTML element; `on…` properties are listeners, everything else an attribute (absent when false or null). */
export function el(tag, properties = {}, ...children) {
  return furnish(document.createElement(tag), properties, children);
}

/** Makes an SVG element, with the same rules as `el`. */
export function svg(tag, properties = {}, ...children) {
  return furnish(document.createElementNS(SVG, tag), properties, children);
}

function furnish(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/**
 * Makes the children of `container` those of `items`, touching only what changed, so that focus, selection and scroll
 * position survive. An item is `{key, signature, build}`: `build` is called when the key is new or the signature differs.
 */
export function sync(container, items) {
  const present = new Map([...container.children].map((node) => [node.dataset.key, node]));
  const wanted = new Set(items.map((item) => item.key));
  for (const [key, node] of present) if (!wanted.has(key)) node.remove();
  items.forEach(({ key, signature, build }, index) => {
    const old = present.get(key);
    let node = old;
    if (!old || signatures.get(old) !== signature) {
      node = build();
      node.dataset.key = key;
      signatures.set(node, signature);
      if (old) replace(old, node);
    }
    if (container.children[index] !== node) container.insertBefore(node, container.children[index] ?? null);
  });
}

/** Puts `node` in the place of `old`; the keyboard focus goes to the control at the same place in it. */
function replace(old, node) {
  const place = focusable(old).indexOf(document.activeElement);
  old.replaceWith(node);
  if (place < 0) return;
  const controls = focusable(node);
  controls[Math.min(place, controls.length - 1)]?.focus({ preventScroll: true });
}

function focusable(node) {
  return [...node.querySelectorAll("button, a[href], input, textarea, select")];
}
