// Behind the plus sign: photo, voice, location, scan.
import { element } from "./bubbles.js";

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  photo: "M4 7h4l2-3h4l2 3h4v13H4zM12 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8z",
  sample: "M3 5h18v14H3zM3 16l5-5 4 4 3-3 6 6M15.5 9.5h.01",
  place: "M12 21c-5-6-7-9-7-12a7 7 0 0 1 14 0c0 3-2 6-7 12zM12 11.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  voice: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4",
  scan: "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16",
};

function tile(label, shape, onPick) {
  const button = element("button", "tile");
  button.type = "button";
  const picture = element("span");
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[shape]);
  svg.append(path);
  picture.append(svg);
  button.append(picture, label);
  button.addEventListener("click", onPick);
  return button;
}

function headed(title, onBack) {
  const head = element("h3");
  const back = element("button", "", "‹");
  back.type = "button";
  back.setAttribute("aria-label", "返回");
  back.addEventListener("click", onBack);
  head.append(back, title);
  return head;
}

function options(items, onPick) {
  const list = element("div", "options");
  for (const item of items) {
    const button = element("button", "", item.title);
    button.type = "button";
    if (item.note) button.append(element("small", "", item.note));
    button.addEventListener("click", () => onPick(item));
    list.append(button);
  }
  return list;
}

function field(label, name, attributes = {}) {
  const box = element("label", attributes.wide ? "wide" : "", label);
  const input = element("input");
  input.name = name;
  input.type = attributes.type ?? "text";
  if (attributes.step) input.step = attributes.step;
  if (attributes.min) [input.min, input.max] = [attributes.min, attributes.max];
  input.required = attributes.required ?? true;
  input.maxLength = 64;
  box.append(input);
  return box;
}

function form(fields, label, onSubmit) {
  const own = element("form", "own");
  own.append(...fields, element("button", "", label));
  own.addEventListener("submit", (event) => {
    event.preventDefault();
    onSubmit(Object.fromEntries(new FormData(own)));
  });
  return own;
}

/** `stage` lists places and scenes; `hooks`: pickFile, sample, voice, location, scan. */
export function setUpPanel(stage, hooks) {
  const panel = document.getElementById("panel");
  const plus = document.getElementById("plus");
  const show = (...nodes) => {
    panel.replaceChildren(...nodes);
    panel.querySelector("button, input")?.focus({ preventScroll: true });
  };
  const set = (open = panel.hidden) => {
    panel.hidden = !open;
    plus.setAttribute("aria-expanded", String(open));
    if (open) first();
  };
  const done = (send) => (value) => {
    set(false);
    send(value);
  };
  const first = () => {
    const tiles = element("div", "tiles");
    tiles.append(
      tile("照片", "photo", done(hooks.pickFile)),
      tile("示例照片", "sample", done(hooks.sample)),
      tile("位置", "place", places),
      tile("扫一扫", "scan", scans),
      tile("示例语音", "voice", done(hooks.voice)),
    );
    show(tiles);
  };
  const places = () => {
    panel.hidden = false;
    const send = done((it) => hooks.location({ latitude: +it.latitude, longitude: +it.longitude, label: it.label ?? "" }));
    const own = form(
      [
        field("纬度", "latitude", { type: "number", step: "any", min: "-90", max: "90" }),
        field("经度", "longitude", { type: "number", step: "any", min: "-180", max: "180" }),
        field("地名(可不填)", "label", { wide: true, required: false }),
      ],
      "发送这个位置",
      send,
    );
    const known = stage.places.map((it) => ({ ...it, title: it.label, note: `${it.latitude}, ${it.longitude}` }));
    show(headed("发送位置", first), options(known, send), own);
  };
  const scans = () => {
    panel.hidden = false;
    const send = done((it) => hooks.scan(it.scene));
    const own = form([field("别的码(码里的文字)", "scene", { wide: true })], "扫这个码", send);
    show(headed("扫一扫", first), options(stage.scenes, send), own);
  };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    set(false);
    plus.focus();
  });
  return { set, places, scans };
}
