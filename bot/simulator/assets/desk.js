// Beside the phone: whose phone it is, what to try, what the platform may do.
import { element } from "./bubbles.js";
import { personFace } from "./faces.js";

const byId = (id) => document.getElementById(id);

/** On a phone the tools are a sheet over the chat; on a desk they always show and this does nothing. */
export function openTools(open) {
  if (byId("tools").classList.contains("open") === open) return;
  byId("tools").classList.toggle("open", open);
  byId("more").setAttribute("aria-expanded", String(open));
  (open ? byId("tools-close") : byId("more")).focus({ preventScroll: true });
}

export function drawPeople(people, current, unread, onPick) {
  const rows = people.map((person, index) => {
    const row = element("li");
    const button = element("button", "person");
    button.type = "button";
    button.setAttribute("aria-current", String(person.key === current));
    const words = element("span");
    words.append(element("b", "", person.name), element("small", "", person.title));
    button.append(personFace(index), words);
    const count = unread[person.key] ?? 0;
    if (count > 0 && person.key !== current) {
      const dot = element("span", "dot", String(count));
      dot.setAttribute("aria-label", `${count} 条新消息`);
      button.append(dot);
    }
    button.addEventListener("click", () => onPick(person.key));
    row.append(button);
    return row;
  });
  byId("people").replaceChildren(...rows);
  const elsewhere = people.some((person) => person.key !== current && (unread[person.key] ?? 0) > 0);
  byId("more").classList.toggle("unread", elsewhere);
}

export function drawTries(tries, onTry) {
  const rows = tries.map((it) => {
    const row = element("li");
    const button = element("button", "try");
    button.type = "button";
    button.append(element("small", "", it.title), element("span", "", it.says));
    button.addEventListener("click", () => onTry(it));
    row.append(button);
    return row;
  });
  byId("tries").replaceChildren(...rows);
}

export function drawHappenings(happenings, onPick) {
  const buttons = happenings.map((it) => {
    const button = element("button", "", it.title);
    button.type = "button";
    button.addEventListener("click", () => onPick(it));
    return button;
  });
  byId("happenings").replaceChildren(...buttons);
}

export function note(text) {
  byId("tool-note").textContent = text;
}
