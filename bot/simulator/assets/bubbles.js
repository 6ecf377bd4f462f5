// One entry of the transcript becomes one piece of the page.
import { accountFace, mapSketch, personFace } from "./faces.js";
import { richInto } from "./richtext.js";

const GAP_MINUTES = 5;

export function element(name, className, text) {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

const isFault = (bubble) => bubble.kind === "notice";

// The township's clock, wherever the browser stands.
const clock = new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const calendar = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" });

export const hourMinute = (at) => clock.format(at);

function clockText(at, now) {
  const day = calendar.format(at);
  if (day === calendar.format(now)) return hourMinute(at);
  if (day === calendar.format(now - 86400000)) return `昨天 ${hourMinute(at)}`;
  const [, month, date] = day.split("-");
  return `${+month}月${+date}日 ${hourMinute(at)}`;
}

/** The grey time above a bubble, or nothing when the last one was just before. */
export function separator(at, previous, now = new Date()) {
  if (previous && at - previous < GAP_MINUTES * 60000 && at >= previous) return null;
  return element("div", "when", clockText(at, now));
}

export const line = (text, fault = false) => element("div", fault ? "line fault" : "line", text);

function photo(bubble, onView) {
  const shot = element("button", "shot");
  shot.type = "button";
  shot.setAttribute("aria-label", "照片,点开看大图");
  const image = element("img");
  image.alt = "";
  image.src = bubble.media;
  shot.append(image);
  shot.addEventListener("click", () => onView(bubble.media));
  return shot;
}

function place(bubble) {
  const box = element("div", "place");
  const words = element("p", "", bubble.text || "位置");
  words.append(element("small", "", bubble.point));
  box.append(words, mapSketch());
  return box;
}

/** A template message: its title and its labels are the template's, the values are the push's. */
function card(bubble, accountName, onTap) {
  const box = element("section", "card");
  box.append(element("h3", "", bubble.title));
  const fields = element("dl");
  for (const [label, text] of bubble.fields) {
    const value = element("dd");
    richInto(value, text, onTap);
    fields.append(element("dt", "", label), value);
  }
  const footer = element("footer", "", `${accountName} · 服务通知`);
  if (/^https?:\/\//i.test(bubble.url)) {
    footer.append(" · ");
    richInto(footer, bubble.url, onTap);
  }
  box.append(fields, footer);
  return box;
}

function voice() {
  return element("div", "bubble voice", "1″ 语音");
}

function content(bubble, hooks) {
  if (bubble.kind === "image" && bubble.media) return photo(bubble, hooks.view);
  if (bubble.kind === "location") return place(bubble);
  if (bubble.kind === "voice") return voice();
  const words = element("div", "bubble");
  richInto(words, bubble.text, bubble.who === "account" ? hooks.tap : null);
  return words;
}

/** `hooks`: tap(says, menuId), view(url), accountName, personIndex. */
export function render(bubble, hooks) {
  if (bubble.kind === "card") return card(bubble, hooks.accountName, hooks.tap);
  if (bubble.kind === "event" || bubble.who === "system") return line(bubble.text, isFault(bubble));
  const mine = bubble.who === "user";
  const row = element("div", mine ? "said mine" : "said");
  row.append(element("span", "sr", mine ? "我说:" : `${hooks.accountName}说:`));
  row.append(mine ? personFace(hooks.personIndex) : accountFace(), content(bubble, hooks));
  return row;
}
