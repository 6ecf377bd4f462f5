// A name is dragged onto a station's line of the duty roster. Picking from the list and "去掉" do the same
// without a mouse; the line's own form is what is sent, so that the server sees no difference.
"use strict";

let held = null;

const lineUnder = (event) => (held ? event.target.closest("tr[data-drop]") : null);

const unmark = () => document.querySelectorAll(".over").forEach((line) => line.classList.remove("over"));

document.addEventListener("dragstart", (event) => {
  held = event.target.closest ? event.target.closest("[data-person]") : null;
  if (!held) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", held.textContent.trim());
});

document.addEventListener("dragend", () => { held = null; unmark(); });

document.addEventListener("dragover", (event) => {
  const line = lineUnder(event);
  unmark();
  if (!line) return;
  event.preventDefault();
  line.classList.add("over");
});

document.addEventListener("drop", (event) => {
  const line = lineUnder(event);
  if (!line) return;
  event.preventDefault();
  const form = line.querySelector("form.pick");
  form.querySelectorAll("[name=person], [name=name]").forEach((each) => { each.disabled = true; });
  if (held.dataset.move) form.action = held.dataset.move;
  for (const [name, value] of [["person", held.dataset.person], ["station", line.dataset.drop]]) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
  form.requestSubmit();
});
