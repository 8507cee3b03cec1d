/** The page's drawings: strokes on a 24 by 24 grid, hidden from screen readers (the buttons around them have labels). */
import { svg } from "./dom.js";

const STROKES = {
  attach: "M20 11.5 12.3 19a5 5 0 0 1-7-7.1l8.2-8a3.3 3.3 0 0 1 4.7 4.7L10 16.6a1.7 1.7 0 0 1-2.4-2.4l7.3-7.1",
  back: "M15 5l-7 7 7 7",
  check: "M5 12.5l4.5 4.5L19 7.5",
  close: "M6 6l12 12M18 6L6 18",
  contact: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20.5c1-4 4-5.5 8-5.5s7 1.5 8 5.5",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  document: "M7 3h7l5 5v13H7zM14 3v5h5",
  edit: "M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19z",
  keyboard: "M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M18 10h.01M8 14.5h8",
  link: "M7 17L17 7M9 7h8v8",
  location: "M12 21s7-6.3 7-11.5a7 7 0 0 0-14 0C5 14.7 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  more: "M12 5h.01M12 12h.01M12 19h.01",
  photo: "M3 5h18v14H3zM3 16l5-5 4.5 4.5 3-3L21 17M15.5 9h.01",
  reply: "M10 6l-6 6 6 6M4.5 12H13c4 0 7 2 7 6",
  send: "M4 12l16-8-5.5 16-3-6.5zM11.5 13.5L20 4",
  sticker: "M12 3a9 9 0 1 0 9 9h-4a5 5 0 0 1-5-5zM12 3l9 9M8.5 11h.01M9 15.5c1.5 1 3 1 4.5 0",
  voice: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21",
};

/** The drawing called `name`. */
export function icon(name) {
  return svg("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" }, svg("path", { d: STROKES[name] }));
}
