// The phone in the middle: sends what the person does, shows what the transcript says.
import * as api from "./api.js";
import { element, line, render, separator } from "./bubbles.js";
import * as desk from "./desk.js";
import { drawMenu, setUpMenu, setUpTyping, showKeys } from "./keys.js";
import { setUpPanel } from "./panel.js";

const POLL_MS = 1000;
const POLL_ASLEEP_MS = 6000;
const byId = (id) => document.getElementById(id);
const log = byId("log");

const here = { stage: null, user: "", after: 0, epoch: "", last: null, busy: {}, waiting: [], menu: "", seen: {}, unread: {} };

const person = () => here.stage.people.find((it) => it.key === here.user);

function hooks() {
  return {
    tap: (says) => say(says),
    view: showPhoto,
    accountName: here.stage.account,
    personIndex: here.stage.people.indexOf(person()),
  };
}

function nearEnd() {
  return log.scrollHeight - log.scrollTop - log.clientHeight < 120;
}

function toEnd() {
  log.scrollTop = log.scrollHeight;
}

function add(node, at) {
  const grey = at && separator(at, here.last);
  if (grey) log.append(grey);
  if (at) here.last = at;
  log.append(node);
}

function showPhoto(url) {
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
  };
  viewer.addEventListener("click", close);
  document.addEventListener("keydown", close);
  document.querySelector(".phone").append(viewer);
  viewer.focus();
}

function take(bubble) {
  const index = here.waiting.findIndex((it) => bubble.who === "user" && it.kind === bubble.kind && it.text === bubble.text);
  if (index >= 0) here.waiting.splice(index, 1)[0].node.remove();
  add(render(bubble, hooks()), new Date(bubble.at));
}

function restarted(epoch) {
  if (here.epoch && here.epoch !== epoch) {
    if (log.childElementCount) add(line("演示服务重新启动过,上面是之前的聊天。接着说就行。"));
    here.after = 0;
    here.seen = {};
  }
  const first = here.epoch !== epoch;
  here.epoch = epoch;
  return first;
}

function setFollowing(following) {
  byId("stranger").hidden = following;
  byId("keys").hidden = !following;
  byId("unfollow").disabled = !following;
  byId("resend").disabled = !following;
}

function setUnread(latest) {
  here.seen[here.user] = latest[here.user] ?? 0;
  const unread = Object.fromEntries(Object.entries(latest).map(([key, count]) => [key, count - (here.seen[key] ?? 0)]));
  if (JSON.stringify(unread) === JSON.stringify(here.unread)) return;
  here.unread = unread;
  desk.drawPeople(here.stage.people, here.user, unread, become);
}

function setMenu(buttons) {
  const drawn = JSON.stringify(buttons);
  if (drawn === here.menu) return;
  here.menu = drawn;
  drawMenu(buttons, pickMenu);
}

let refreshing = Promise.resolve();

/** One refresh after the other: two at once would draw a bubble twice. */
function refresh() {
  refreshing = refreshing.then(refreshNow, refreshNow);
  return refreshing;
}

async function refreshNow() {
  const user = here.user;
  const told = await api.bubbles(user, here.after);
  if (user !== here.user) return;
  const moved = restarted(told.epoch);
  if (moved && told.bubbles.length === 0 && here.after === 0) setMenu(told.menu);
  const follow = nearEnd();
  for (const bubble of told.bubbles) {
    if (bubble.seq <= here.after) continue;
    here.after = bubble.seq;
    take(bubble);
  }
  setFollowing(told.following);
  setMenu(told.menu);
  setUnread(told.latest);
  if (told.bubbles.length && follow) toEnd();
}

function showTyping() {
  byId("typing").hidden = !(here.busy[here.user] > 0);
}

/** Do something as the present person; what it leads to arrives through the transcript. */
async function perform(work, waiting) {
  const user = here.user;
  here.busy[user] = (here.busy[user] ?? 0) + 1;
  if (waiting) {
    waiting.node.classList.add("waiting");
    here.waiting.push(waiting);
    add(waiting.node, new Date());
    toEnd();
  }
  showTyping();
  try {
    await work(user);
    if (user === here.user) await refresh();
  } catch (error) {
    if (waiting) waiting.node.classList.add("failed");
    if (user === here.user) add(line(error.message, true));
    toEnd();
  } finally {
    here.busy[user] -= 1;
    showTyping();
  }
}

function say(text) {
  const bubble = { who: "user", kind: "text", text };
  return perform((user) => api.act(user, "text", { text }), { ...bubble, node: render(bubble, hooks()) });
}

const act = (action, body) => perform((user) => api.act(user, action, body));
const sendPhoto = (blob) => perform((user) => api.sendPhoto(user, blob));

function pickMenu(item) {
  const type = item.type ?? "click";
  if (type === "view") window.open(item.url, "_blank", "noopener,noreferrer");
  else if (type.startsWith("scancode")) openPanel("scans");
  else if (type === "location_select") openPanel("places");
  else if (type.startsWith("pic_")) byId("file").click();
  else act("tap", { key: item.key });
}

let panel;

function openPanel(which) {
  showKeys("text");
  panel.set(true);
  panel[which]();
}

function tryOut(it) {
  desk.openTools(false);
  if (byId("stranger").hidden) say(it.says);
  else desk.note("先点手机下方的“关注公众号”。");
}

function become(key) {
  here.user = key;
  Object.assign(here, { after: 0, last: null, waiting: [] });
  sessionStorage.setItem("simulator-user", key);
  log.replaceChildren();
  desk.note("");
  desk.drawPeople(here.stage.people, key, here.unread, become);
  desk.drawTries(person().tries, tryOut);
  desk.openTools(false);
  panel.set(false);
  showTyping();
  return refresh().then(toEnd, lost);
}

let complained = false;

function lost(error) {
  if (!complained) add(line(error.message, true));
  complained = true;
  toEnd();
}

async function keepLooking() {
  await refresh().then(() => (complained = false), lost);
  setTimeout(keepLooking, document.hidden ? POLL_ASLEEP_MS : POLL_MS);
}

function setUpTools() {
  byId("more").addEventListener("click", () => desk.openTools(true));
  byId("tools-close").addEventListener("click", () => desk.openTools(false));
  byId("follow").addEventListener("click", () => act("follow"));
  byId("unfollow").addEventListener("click", () => {
    desk.openTools(false);
    act("unfollow");
  });
  byId("resend").addEventListener("click", () => {
    desk.openTools(false);
    perform(async (user) => {
      await api.act(user, "resend");
      desk.note("已原样再发一遍。办过的事不会办第二次,回的还是第一次那句话。");
    });
  });
  byId("file").addEventListener("change", (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (file) sendPhoto(file);
  });
}

function tick() {
  const now = new Date();
  byId("clock").textContent = `${now.getHours()}:${String(now.getMinutes()).padStart(2, "0")}`;
  setTimeout(tick, 20000);
}

async function start() {
  tick();
  try {
    here.stage = await api.stage();
  } catch (error) {
    log.append(line(error.message, true));
    return;
  }
  byId("account").textContent = here.stage.account;
  byId("page-title").textContent = here.stage.account;
  document.title = `${here.stage.account} · 聊天演示`;
  panel = setUpPanel(here.stage, {
    pickFile: () => byId("file").click(),
    sample: () => perform(async (user) => api.sendPhoto(user, await api.samplePhoto())),
    location: (point) => act("location", point),
    scan: (scene) => act("scan", { scene }),
  });
  setUpTyping({ onSend: say, onPlus: (open) => panel.set(open) });
  setUpMenu();
  setUpTools();
  const remembered = sessionStorage.getItem("simulator-user");
  const known = here.stage.people.some((it) => it.key === remembered);
  await become(known ? remembered : here.stage.people[0].key);
  showKeys("text");
  keepLooking();
}

start();
