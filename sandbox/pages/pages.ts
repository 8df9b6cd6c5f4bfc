import type { Answer } from "../answer.ts";
import { appsPage } from "../oauth/apps-page.ts";
import { authorizePage } from "../oauth/consent-page.ts";
import { joinPage, signInPage, startPage, type Visit } from "./door-pages.ts";
import { editPage } from "./edit-page.ts";
import { goTo, html, pageAnswer } from "./html.ts";
import { faultPage } from "./fault-page.ts";
import { activationPage } from "./activation-page.ts";
import { livePage, meetingsPage } from "./live-pages.ts";
import { mailsPage } from "./mails-page.ts";
import { callsPage, usersPage, webhooksPage } from "./operator-pages.ts";
import type { World } from "../world.ts";

const PAGES: [RegExp, (visit: Visit) => Answer][] = [
  [/^\/signin$/, signInPage],
  [/^\/s\/(\d+)$/, startPage],
  [/^\/[jw]\/(\d+)$/, joinPage],
  [/^\/live$/, livePage],
  [/^\/meetings$/, meetingsPage],
  [/^\/meetings\/(\d+)$/, editPage],
  [/^\/users$/, usersPage],
  [/^\/mails$/, mailsPage],
  [/^\/activate$/, activationPage],
  [/^\/calls$/, callsPage],
  [/^\/webhooks$/, webhooksPage],
  [/^\/faults$/, faultPage],
  [/^\/apps$/, appsPage],
  [/^\/oauth\/authorize$/, authorizePage],
];

/** What a person sees: to host, to join, and to look behind the stage. */
export function answerPage(world: World, request: Request, path: string, body: string): Answer {
  if (path === "/" || path === "") return goTo(`${world.base}/live`);
  if (request.method !== "GET" && request.method !== "POST") return { status: 405 };
  const query = new URL(request.url).searchParams;
  const form = request.method === "POST" ? new URLSearchParams(body) : null;
  const device = /(?:^|;\s*)zoom_device=([\w-]+)/.exec(request.headers.get("cookie") ?? "")?.[1] ?? "";
  for (const [pattern, page] of PAGES) {
    const found = pattern.exec(path);
    if (found !== null) return page({ world, id: found[1] ?? "", query, form, device });
  }
  return pageAnswer(world.base, { title: "Not found", status: 404, body: html`<p>There is no such page.</p>` });
}
