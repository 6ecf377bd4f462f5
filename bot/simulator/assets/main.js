// The phone in the middle: does what the person does, shows what the transcript says.
import * as api from "./api.js";
import { hourMinute, line } from "./bubbles.js";
import * as desk from "./desk.js";
import * as feed from "./feed.js";
import { here } from "./here.js";
import { setUpMenu, setUpTyping, showKeys } from "./keys.js";
import { setUpPanel } from "./panel.js";
import { keepLooking, lost, refresh } from "./reading.js";

const TYPING_AFTER_MS = 350; // quicker answers need no sign
const byId = (id) => document.getElementById(id);
let panel;

const person = () => here.stage.people.find((it) => it.key === here.user);

const hooks = () => ({
  tap: say,
  view: feed.showPhoto,
  accountName: here.stage.account,
  personIndex: here.stage.people.indexOf(person()),
});

// ---- doing things

function showTyping() {
  const show = () => {
    const busy = here.busy[here.user] > 0;
    byId("typing").hidden = !busy;
    byId("account").hidden = busy;
  };
  if (here.busy[here.user] > 0) setTimeout(show, TYPING_AFTER_MS);
  else show();
}

/** Do something as the present person; what it leads to arrives through the transcript. */
async function perform(work, bubble) {
  const user = here.user;
  const shown = bubble && feed.expect(bubble, hooks());
  here.busy[user] = (here.busy[user] ?? 0) + 1;
  showTyping();
  try {
    await work(user);
    if (user === here.user) await Promise.all([refresh(), refreshTries()]);
  } catch (error) {
    shown?.classList.add("failed");
    if (user === here.user) feed.add(line(error.message, true));
    feed.toEnd();
  } finally {
    here.busy[user] -= 1;
    showTyping();
  }
}

const say = (text, menuId = "") =>
  perform((user) => api.act(user, "text", { text, menu_id: menuId }), { who: "user", kind: "text", text });
const act = (action, body) => perform((user) => api.act(user, action, body));
const sendPhoto = (blob) => perform((user) => api.sendPhoto(user, blob));

function openPanel(which) {
  showKeys("text");
  panel.set(true);
  panel[which]();
}

function pickMenu(item) {
  const type = item.type ?? "click";
  if (type === "view") window.open(item.url, "_blank", "noopener,noreferrer");
  else if (type.startsWith("scancode")) openPanel("scans");
  else if (type === "location_select") openPanel("places");
  else if (type.startsWith("pic_")) byId("file").click();
  else act("tap", { key: item.key });
}

function tryOut(it) {
  desk.openTools(false);
  if (byId("stranger").hidden) say(it.says);
  else byId("follow").focus(); // a stranger to the account cannot write to it
}

/** Something that time brings about: it may concern everybody's phone. */
async function happen(it) {
  desk.note("……");
  try {
    desk.note((await api.happen(it.key)).told);
    await refresh();
  } catch (error) {
    desk.note(error.message);
  }
}

/** Binding codes are used up and given anew, so what to try is asked again at every turn of that kind. */
async function refreshTries() {
  const user = here.user;
  const tries = await api.tries(user);
  if (user === here.user) desk.drawTries(tries, tryOut);
}

function become(key) {
  here.user = key;
  here.after = 0;
  sessionStorage.setItem("simulator-user", key);
  feed.clear();
  desk.note("");
  desk.drawPeople(here.stage.people, key, here.unread, become);
  desk.openTools(false);
  panel.set(false);
  showTyping();
  refreshTries().catch(lost);
  return refresh().then(feed.toEnd, lost);
}

// ---- putting it together

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
      desk.note("平台已原样再发一遍:办过的事不会办第二次,回的还是第一次那句话。");
    });
  });
  byId("file").addEventListener("change", (event) => {
    const [file] = event.target.files;
    if (file) sendPhoto(file);
    event.target.value = "";
  });
}

function tick() {
  byId("clock").textContent = hourMinute(new Date());
  setTimeout(tick, 20000);
}

async function start() {
  tick();
  Object.assign(here, { hooks, become, pickMenu });
  here.stage = await api.stage();
  byId("account").textContent = here.stage.account;
  byId("page-title").textContent = here.stage.account;
  document.title = `${here.stage.account} · 聊天演示`;
  panel = setUpPanel(here.stage, {
    pickFile: () => byId("file").click(),
    voice: () => act("voice"),
    sample: () => perform(async (user) => api.sendPhoto(user, await api.samplePhoto())),
    location: (point) => act("location", point),
    scan: (scene) => act("scan", { scene }),
  });
  setUpTyping({ onSend: (text) => say(text), onPlus: (open) => panel.set(open) });
  setUpMenu();
  setUpTools();
  desk.drawHappenings(here.stage.happenings, happen);
  const remembered = sessionStorage.getItem("simulator-user");
  const known = here.stage.people.some((it) => it.key === remembered);
  await become(known ? remembered : here.stage.people[0].key);
  keepLooking();
}

start().catch(lost);
