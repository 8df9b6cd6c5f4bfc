import { createHmac, randomUUID } from "node:crypto";
import { comingsAndGoings, type Meeting } from "../webhook-load.ts";

export type Kind = "page" | "asking" | "webhook";
export type Request = { kind: Kind; method: "GET" | "POST"; path: string; headers: Record<string, string>; body: string };

export const WEBHOOK_SECRET = "what Zoom signs the bench's webhooks with";
const PAGES = ["/api/me", "/api/my-sessions", "/api/timeline?", "/api/rooms", "/api/waiting"];
/** Of ten requests five are what pages ask, one asks for a session, four are webhooks. */
const TURNS: readonly Kind[] = ["page", "webhook", "page", "webhook", "asking", "page", "webhook", "page", "webhook", "page"];
const DAY = 86_400_000;

/** The n-th of them. Sessions are asked for at all hours of the day within two months from tomorrow on. */
export function mixOf(cookie: string, now: number, many: number): (n: number) => Request {
  const meetings = Array.from({ length: 40 }, (_, n): Meeting => ({
    ...{ id: 80_000_000_000 + n, hostId: `host-${n}`, topic: `Class ${n}`, duration: 90, timezone: "UTC", kind: "meeting", deletedAt: null },
  }));
  const shots = comingsAndGoings(meetings, many, now, randomUUID().slice(0, 8));
  const today = new Date(now).toISOString().slice(0, 10);
  const span = `from=${today}T00:00:00Z&to=${new Date(now + DAY).toISOString().slice(0, 10)}T00:00:00Z`;
  const page = (n: number): Request => {
    const path = PAGES[Math.floor(n / 2) % PAGES.length]!;
    return { kind: "page", method: "GET", path: path.endsWith("?") ? path + span : path, headers: { cookie }, body: "" };
  };
  const asking = (n: number): Request => {
    const start = new Date(Math.floor(now / DAY) * DAY + DAY * (2 + ((n * 7) % 60)) + 900_000 * ((n * 13) % 90)).toISOString().slice(0, 16);
    const wish = { id: randomUUID(), title: `Session ${n}`, start, zone: "UTC", minutes: 60, admission: "automatic", kind: "meeting", expected: null };
    return { kind: "asking", method: "POST", path: "/api/sessions", headers: { cookie, "content-type": "application/json" }, body: JSON.stringify(wish) };
  };
  const webhook = (n: number): Request => {
    const [timestamp, body] = [String(Math.floor(Date.now() / 1000)), shots[n % shots.length]!.body];
    const signature = `v0=${createHmac("sha256", WEBHOOK_SECRET).update(`v0:${timestamp}:${body}`).digest("hex")}`;
    const headers = { "content-type": "application/json", "x-zm-request-timestamp": timestamp, "x-zm-signature": signature };
    return { kind: "webhook", method: "POST", path: "/webhooks/zoom", headers, body };
  };
  const make = { page, asking, webhook };
  return (n) => make[TURNS[n % TURNS.length]!](n);
}
