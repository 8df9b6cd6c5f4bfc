import { refuse, type App } from "../platform/http.ts";
import type { Mailbox } from "./mailbox/mailbox.ts";
import { removingRoutes } from "./removing/routes.ts";
import { exampleRoutes, mailboxRoutes, type Parts } from "./routes.ts";
import type { Parts as Starting } from "./starting/actions.ts";
import { startingRoutes } from "./starting/routes.ts";

type Demo = Parts & Starting & { mailbox: Mailbox; staysHome: () => boolean };

/** Everything that is there as long as the demo is; once it is removed, nothing of it answers. */
export function demoRoutes(app: App, demo: Demo): void {
  const { world, played, mover, mailbox, staysHome } = demo;
  removingRoutes(app, world, { played, mover });
  void app.register(async (plain) => {
    const scope = plain as App;
    scope.addHook("onRequest", async () => {
      if (!played.isThere()) throw refuse(404, "sandbox_only");
    });
    exampleRoutes(scope, demo);
    mailboxRoutes(scope, mailbox, staysHome);
    startingRoutes(scope, demo);
  });
}
