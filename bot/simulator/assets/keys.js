// The lower edge of the phone: typing, the menu bar and the switch between the two.
import { element } from "./bubbles.js";

const TALLEST_PX = 136;
const byId = (id) => document.getElementById(id);

export function setUpTyping({ onSend, onPlus }) {
  const draft = byId("draft");
  const grow = () => {
    draft.style.height = "40px";
    draft.style.height = Math.min(draft.scrollHeight, TALLEST_PX) + "px";
    const empty = draft.value.trim() === "";
    byId("send").hidden = empty;
    byId("plus").hidden = !empty;
  };
  const send = () => {
    if (draft.value.trim() === "") return;
    onSend(draft.value);
    draft.value = "";
    grow();
    draft.focus();
  };
  draft.addEventListener("input", grow);
  draft.addEventListener("focus", () => onPlus(false));
  draft.addEventListener("keydown", (event) => {
    // While a Chinese input method composes, Enter picks the word and must not send.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  });
  byId("send").addEventListener("click", send);
  byId("plus").addEventListener("click", () => onPlus());
}

export function showKeys(which, focus = false) {
  const menu = which === "menu";
  byId("row-menu").hidden = !menu;
  byId("row-text").hidden = menu;
  if (focus) (menu ? byId("to-text") : byId("draft")).focus();
}

let openPop = null;

function closePop() {
  if (!openPop) return false;
  openPop.button.setAttribute("aria-expanded", "false");
  openPop.pop.remove();
  openPop = null;
  return true;
}

function popUp(button, items, onPick) {
  const pop = element("div", "pop");
  for (const item of items) {
    const choice = element("button", "", item.name);
    choice.type = "button";
    choice.addEventListener("click", () => {
      closePop();
      onPick(item);
    });
    pop.append(choice);
  }
  button.parentElement.append(pop);
  button.setAttribute("aria-expanded", "true");
  openPop = { button, pop };
  pop.firstElementChild?.focus({ preventScroll: true });
}

function column(entry, onPick) {
  const box = element("div", "column");
  const button = element("button", "", entry.name);
  button.type = "button";
  const items = entry.sub_button ?? [];
  if (items.length) {
    button.setAttribute("aria-haspopup", "true");
    button.setAttribute("aria-expanded", "false");
  }
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    const same = openPop?.button === button;
    closePop();
    if (same) return;
    if (items.length) popUp(button, items, onPick);
    else onPick(entry);
  });
  box.append(button);
  return box;
}

export function drawMenu(buttons, onPick) {
  closePop();
  byId("columns").replaceChildren(...buttons.map((entry) => column(entry, onPick)));
  byId("to-menu").hidden = buttons.length === 0;
}

export function setUpMenu() {
  byId("to-menu").addEventListener("click", () => showKeys("menu", true));
  byId("to-text").addEventListener("click", () => showKeys("text", true));
  document.addEventListener("click", closePop);
  document.addEventListener("keydown", (event) => {
    const button = openPop?.button;
    if (event.key === "Escape" && closePop()) button.focus();
  });
}
