/** A finger that rests on something: what a touch screen, or a narrow window, has in place of hovering. */

/** Milliseconds a finger has to rest, less than browsers wait before they select text; and pixels it may move meanwhile. */
const RESTS = 400;
const STILL = 10;
/** Where a mouse has hovering instead. */
const HOVERS = window.matchMedia("(hover: hover) and (min-width: 721px)");

/** Calls `act(event)`, with where the finger came down, when one rests on `node`; lifting it then presses nothing. */
export function onHold(node, act) {
  let down = null;
  let timer = null;
  const leave = () => clearTimeout(timer);
  node.addEventListener("pointerdown", (event) => {
    leave();
    if (event.pointerType === "mouse" && HOVERS.matches) return;
    down = event;
    timer = setTimeout(() => {
      sparePressing();
      act(down);
    }, RESTS);
  });
  node.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (down && Math.hypot(clientX - down.clientX, clientY - down.clientY) > STILL) leave();
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) node.addEventListener(end, leave);
}

/** Until a finger comes down again nothing is pressed, not even what has appeared under the one that is being lifted. */
function sparePressing() {
  const spare = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  const kinds = ["click", "contextmenu"];
  for (const kind of kinds) document.addEventListener(kind, spare, { capture: true });
  const pressable = () => kinds.forEach((kind) => document.removeEventListener(kind, spare, { capture: true }));
  document.addEventListener("pointerdown", pressable, { capture: true, once: true });
}
