import type { Config } from "../../platform/config.ts";
import { returnPaths, type ReturnPaths } from "../../platform/return-path.ts";
import type { World } from "../../world.ts";
import { hear, NOBODY_THERE, openBounces } from "./bounce-actions.ts";

export type Returning = {
  /** Null: mails come back to the sender's address, and Bedel hears nothing of them. */
  paths: ReturnPaths | null;
  /** For the demo's mails, which only its mailbox sends back. */
  ofDemo: ReturnPaths;
  cameBack(address: string): void;
  close(): Promise<void>;
};

/** Where mails to attendees come back to, as configured. */
export async function openReturning(bounces: Config["bounces"], world: Pick<World, "db" | "log" | "secrets">): Promise<Returning> {
  const key = world.secrets.keyFor("bounces");
  const ofDemo = returnPaths("bounces@localhost.localdomain", key);
  const paths = bounces === null ? null : returnPaths(bounces.mailbox, key);
  const listener =
    paths === null || bounces === null || bounces.port === null ? null : await openBounces(world, paths, { host: bounces.host, port: bounces.port });
  return {
    paths,
    ofDemo,
    cameBack: (address) => {
      const id = ofDemo.deliveryIn(address);
      const failed = (error: unknown): void => world.log.error("a mail that came back was not noted", { error: String(error) });
      if (id !== null) void hear(world, id, NOBODY_THERE).catch(failed);
    },
    close: async () => listener?.close(),
  };
}
