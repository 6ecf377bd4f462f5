// Reads the transcript and lets the page follow it: bubbles, menu, who follows, what is unread.
import * as api from "./api.js";
import { line } from "./bubbles.js";
import { drawPeople } from "./desk.js";
import * as feed from "./feed.js";
import { here } from "./here.js";
import { drawMenu } from "./keys.js";

const POLL_MS = 1000;
const POLL_ASLEEP_MS = 6000;
const byId = (id) => document.getElementById(id);

let refreshing = Promise.resolve();

/** One refresh after the other: two at once would draw a bubble twice. */
export function refresh() {
  refreshing = refreshing.then(refreshNow, refreshNow);
  return refreshing;
}

async function refreshNow() {
  const user = here.user;
  const told = await api.bubbles(user, here.after);
  if (user !== here.user) return;
  if (restarted(told.epoch)) return refreshNow();
  for (const bubble of told.bubbles) {
    here.after = Math.max(here.after, bubble.seq);
    feed.take(bubble, here.hooks());
  }
  setFollowing(told.following);
  setMenu(told.menu);
  setUnread(told.latest);
  if (told.bubbles.length) feed.stick();
}

/** A new server starts a new transcript: keep the old one in view and read the new one from its beginning. */
function restarted(epoch) {
  const again = here.epoch !== "" && here.epoch !== epoch;
  here.epoch = epoch;
  if (!again) return false;
  if (!feed.empty()) feed.add(line("演示服务重新启动过,上面是之前的聊天。接着说就行。"));
  feed.toEnd();
  here.after = 0;
  here.seen = {};
  return true;
}

function setFollowing(following) {
  byId("stranger").hidden = following;
  byId("keys").hidden = !following;
  byId("unfollow").disabled = !following;
  byId("resend").disabled = !following;
}

function setUnread(latest) {
  here.seen[here.user] = latest[here.user] ?? 0;
  const unread = {};
  for (const [key, count] of Object.entries(latest)) unread[key] = count - (here.seen[key] ?? 0);
  if (JSON.stringify(unread) === JSON.stringify(here.unread)) return;
  here.unread = unread;
  drawPeople(here.stage.people, here.user, unread, here.become);
}

function setMenu(buttons) {
  const drawn = JSON.stringify(buttons);
  if (drawn === here.menu) return;
  here.menu = drawn;
  drawMenu(buttons, here.pickMenu);
}

export function lost(error) {
  if (!here.lost) feed.add(line(error.message, true));
  here.lost = true;
  feed.toEnd();
}

export async function keepLooking() {
  await refresh().then(() => (here.lost = false), lost);
  setTimeout(keepLooking, document.hidden ? POLL_ASLEEP_MS : POLL_MS);
}
