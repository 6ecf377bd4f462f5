// What the WeChat client makes of a text: <a> becomes a link, every other character stays a character.
// Nothing here ever reaches innerHTML: nodes are made one by one, so markup in a text cannot run.
const ANCHOR = /<a\s[^<>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')[^<>]*>([\s\S]*?)<\/a>/gi;
const BARE = /https?:\/\/[^\s<>"'，。；：！？、（）《》“”]+/g;
const MENU_LINK = "weixin://bizmsgmenu";

const unescaped = (href) => href.replaceAll("&amp;", "&").trim();

function menuLink(href) {
  const query = new URLSearchParams(href.slice(href.indexOf("?") + 1));
  return { says: query.get("msgmenucontent") ?? "", id: query.get("msgmenuid") ?? "" };
}

function webLink(href, label) {
  const link = document.createElement("a");
  link.href = href;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.textContent = label;
  return link;
}

function tapLink(says, id, label, onTap) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tap";
  button.textContent = label;
  button.addEventListener("click", () => onTap(says, id));
  return button;
}

function plainInto(parent, text) {
  let end = 0;
  for (const found of text.matchAll(BARE)) {
    parent.append(text.slice(end, found.index), webLink(found[0], found[0]));
    end = found.index + found[0].length;
  }
  parent.append(text.slice(end));
}

function linkInto(parent, raw, label, onTap) {
  const href = unescaped(raw);
  if (href.toLowerCase().startsWith(MENU_LINK)) {
    const { says, id } = menuLink(href);
    parent.append(says ? tapLink(says, id, label, onTap) : label);
  } else if (/^https?:\/\//i.test(href)) {
    parent.append(webLink(href, label));
  } else {
    parent.append(label); // javascript:, data: and the like: only the words remain
  }
}

/** Fill `parent` with `text`. `onTap(says, id)` is called for a menu link; without it links stay words. */
export function richInto(parent, text, onTap) {
  if (!onTap) {
    plainInto(parent, text);
    return;
  }
  let end = 0;
  for (const found of text.matchAll(ANCHOR)) {
    plainInto(parent, text.slice(end, found.index));
    linkInto(parent, found[1] ?? found[2], found[3], onTap);
    end = found.index + found[0].length;
  }
  plainInto(parent, text.slice(end));
}
