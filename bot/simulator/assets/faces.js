// Avatars drawn here: a coloured square with a shape, no pictures from anywhere.
const SVG = "http://www.w3.org/2000/svg";
const COLOURS = ["#c9783b", "#4b7fb0", "#8a5aa0", "#3f8f6b", "#b5546a", "#6b7a3a", "#5563b5"];

function part(name, attributes) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

export function accountFace() {
  const face = part("svg", { viewBox: "0 0 40 40", class: "face", "aria-hidden": "true" });
  face.append(
    part("rect", { width: 40, height: 40, fill: "#1f6f50" }),
    part("path", { d: "M9 12h22a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H20l-6 5v-5H9a2 2 0 0 1-2-2V14a2 2 0 0 1 2-2z", fill: "#fff" }),
    part("path", { d: "M12 17.5h14M12 22h10", stroke: "#1f6f50", "stroke-width": 2, "stroke-linecap": "round" }),
  );
  return face;
}

export function personFace(index) {
  const face = part("svg", { viewBox: "0 0 40 40", class: "face", "aria-hidden": "true" });
  face.append(
    part("rect", { width: 40, height: 40, fill: COLOURS[index % COLOURS.length] }),
    part("circle", { cx: 20, cy: 16, r: 7, fill: "#fff", opacity: 0.92 }),
    part("path", { d: "M6 40c1-10 7-14 14-14s13 4 14 14z", fill: "#fff", opacity: 0.92 }),
  );
  return face;
}

export function mapSketch() {
  const map = part("svg", { viewBox: "0 0 230 84", "aria-hidden": "true", preserveAspectRatio: "xMidYMid slice" });
  map.append(
    part("path", { d: "M0 60C50 40 90 74 140 52S210 30 230 34", fill: "none", stroke: "#b9d6ea", "stroke-width": 9 }),
    part("path", { d: "M-4 26l110 22 130-40M74-4l34 96M178-4l10 92", fill: "none", stroke: "#fff", "stroke-width": 6 }),
    part("path", { d: "M115 60c-9-12-14-18-14-26a14 14 0 0 1 28 0c0 8-5 14-14 26z", fill: "#07a558" }),
    part("circle", { cx: 115, cy: 34, r: 5, fill: "#fff" }),
  );
  return map;
}
