import { iso } from "../../src/lib/time.ts";
import type { Answer } from "../answer.ts";
import type { Visit } from "../pages/door-pages.ts";
import { goTo, html, pageAnswer, table } from "../pages/html.ts";
import { findApp } from "./apps.ts";
import { removeApp } from "./removal.ts";

const KINDS = { "server-to-server": "server-to-server", "admin-managed": "the whole account", "user-managed": "one person" };

/** Which apps people allowed, to be taken back. */
export function appsPage({ world, form }: Visit): Answer {
  const chosen = form === null ? undefined : world.authorizations.get(form.get("authorization") ?? "");
  if (chosen !== undefined && chosen.endedAt === null) removeApp(world, chosen);
  if (form !== null) return goTo(`${world.base}/apps`);
  const rows = [...world.authorizations.all()]
    .filter((one) => one.endedAt === null)
    .map((one) => {
      const app = findApp(world, one.clientId);
      const remove = html`<form class="inline" method="post" action="${world.base}/apps">
        <button name="authorization" value="${one.id}">Remove</button>
      </form>`;
      const since = iso(one.madeAt).replace("T", " ").slice(0, 19);
      return [
        app?.name ?? one.clientId,
        app === null ? "" : KINDS[app.kind],
        world.users.get(one.userId)?.email ?? one.userId,
        one.scopes.length,
        since,
        remove,
      ];
    });
  return pageAnswer(world.base, { title: "Apps", body: table(["App", "For", "Allowed by", "Scopes", "Since (UTC)", ""], rows) });
}
