// The chat's scroll: what is in it, what is still on its way, the large view of a photo.
import { element, render, separator } from "./bubbles.js";

const NEAR_PX = 120;
const log = document.getElementById("log");
let last = null;
let waiting = [];

let atEnd = true;

const nearEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;

export function toEnd() {
  log.scrollTop = log.scrollHeight;
  atEnd = true;
}

/** Stay at the end when it moves: a photo has loaded, the keyboard or a panel has opened. Readers higher up stay. */
export function stick() {
  if (atEnd) toEnd();
}

log.addEventListener("scroll", () => (atEnd = nearEnd()), { passive: true });
log.addEventListener("load", stick, true);
new ResizeObserver(stick).observe(log);

export function clear() {
  log.replaceChildren();
  last = null;
  waiting = [];
}

export const empty = () => log.childElementCount === 0;

/** `at` is the moment of the entry; without it (a remark of the page) no time is shown. */
export function add(node, at) {
  const grey = at && separator(at, last);
  if (grey) log.append(grey);
  if (at) last = at;
  log.append(node);
}

/** Shows at once what was typed; the transcript's own bubble replaces it. */
export function expect(bubble, hooks) {
  const node = render(bubble, hooks);
  node.classList.add("waiting");
  waiting.push({ ...bubble, node });
  log.append(node);
  toEnd();
  return node;
}

export function take(bubble, hooks) {
  const index = waiting.findIndex((it) => bubble.who === "user" && it.kind === bubble.kind && it.text === bubble.text);
  if (index >= 0) waiting.splice(index, 1)[0].node.remove();
  add(render(bubble, hooks), new Date(bubble.at));
  for (const it of waiting) log.append(it.node); // what is not delivered yet stays lowest
}

export function showPhoto(url) {
  const before = document.activeElement;
  const viewer = element("button", "viewer");
  viewer.type = "button";
  viewer.setAttribute("aria-label", "关闭大图");
  const image = element("img");
  image.alt = "照片";
  image.src = url;
  viewer.append(image);
  const close = (event) => {
    if (event.type === "keydown" && event.key !== "Escape") return;
    document.removeEventListener("keydown", close);
    viewer.remove();
    before?.focus({ preventScroll: true });
  };
  viewer.addEventListener("click", close);
  document.addEventListener("keydown", close);
  document.querySelector(".phone").append(viewer);
  viewer.focus();
}
