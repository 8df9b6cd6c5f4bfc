import { earliest, type Instant } from "../src/lib/time.ts";
import { answerApi } from "./api.ts";
import { toResponse } from "./answer.ts";
import { answerClock, clockPage } from "./clock.ts";
import { answerControl } from "./control/control.ts";
import { answerPage } from "./pages/pages.ts";
import { nextPlanned, settle } from "./settle.ts";
import { nextLetter, sendLetters } from "./users/post.ts";
import { forgetDelivered, nextDelivery, sendDue } from "./webhooks/webhooks.ts";
import { openWorld, type SandboxOptions, type World } from "./world.ts";

export type { SandboxOptions } from "./world.ts";

export type Sandbox = {
  /** Everything: the REST interface, tokens, people's pages and the control interface. Rejects as `fetch` does when the line is cut. */
  fetch(request: Request): Promise<Response>;
  /** Does whatever is due by now. May be called at any time, also while it runs. */
  run(): Promise<void>;
  /** When `run` next has something to do, or null. */
  nextAt(): Instant | null;
  close(): void;
};

/** A Zoom that lives in memory, or in a file if it is to be found again. */
export function openSandbox(options: SandboxOptions): Sandbox {
  const world = openWorld(options);
  let running: Promise<void> | null = null;
  const it: Sandbox = {
    fetch: (request) => answer(world, request, it),
    run: () => {
      running ??= run(world).finally(() => (running = null));
      return running;
    },
    nextAt: () => earliest([nextPlanned(world)?.at ?? null, nextDelivery(world), nextLetter(world)].filter((at) => at !== null)),
    close: () => world.store.close(),
  };
  return it;
}

async function run(world: World): Promise<void> {
  settle(world);
  await sendDue(world);
  await sendLetters(world);
  forgetDelivered(world);
}

/** The address may come with the prefix under which the sandbox is mounted, or without. */
async function answer(world: World, request: Request, it: Pick<Sandbox, "run" | "nextAt">): Promise<Response> {
  const isRegional = isUnder(request.url, world.options.regionalBaseUrl);
  const { pathname } = new URL(request.url);
  const prefix = new URL(isRegional ? world.options.regionalBaseUrl! : world.base).pathname.replace(/\/$/, "");
  const path = prefix !== "" && pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname;
  if (path.startsWith("/v2/") || (path.startsWith("/oauth/") && path !== "/oauth/authorize")) return answerApi(world, request, path, isRegional);
  const body = await request.text();
  if (path === "/control/clock" && request.method === "POST") return toResponse(await answerClock(world, body, it));
  settle(world);
  if (path === "/clock") return toResponse(await clockPage(world, request.method === "POST" ? new URLSearchParams(body) : null, it));
  return world.store.atomically(() =>
    toResponse(path.startsWith("/control/") ? answerControl(world, request, path, body) : answerPage(world, request, path, body)),
  );
}

const isUnder = (address: string, base: string | undefined): boolean => base !== undefined && address.startsWith(`${base.replace(/\/+$/, "")}/`);
