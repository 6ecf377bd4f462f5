// Talks to the simulator's own endpoints, and to nobody else.
const BASE = "simulator/";

async function reach(path, options) {
  let response;
  try {
    response = await fetch(BASE + path, options);
  } catch {
    throw new Error("连不上演示服务,请看看它是不是还开着。");
  }
  if (response.ok) return response.json();
  const told = await response.json().catch(() => ({}));
  throw new Error(typeof told.detail === "string" ? told.detail : `演示服务出错了(${response.status})。`);
}

export const stage = () => reach("stage");

export const bubbles = (user, after) => reach(`${encodeURIComponent(user)}/bubbles?after=${after}`);

export const tries = (user) => reach(`${encodeURIComponent(user)}/tries`);

export const act = (user, action, body = {}) =>
  reach(`${encodeURIComponent(user)}/${action}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

export const happen = (name) => reach(`happenings/${encodeURIComponent(name)}`, { method: "POST" });

export const sendPhoto = (user, blob) =>
  reach(`${encodeURIComponent(user)}/photo`, {
    method: "POST",
    headers: { "Content-Type": blob.type || "image/jpeg" },
    body: blob,
  });

export async function samplePhoto() {
  const response = await fetch(BASE + "sample-photo");
  if (!response.ok) throw new Error("示例照片没有取到。");
  return response.blob();
}
