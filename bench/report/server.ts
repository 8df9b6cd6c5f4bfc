import { resolve } from "node:path";
import { readConfig } from "../../src/platform/config.ts";
import { serve } from "../../src/serve.ts";

/** The server as people run it, but for Zoom's limits: what is measured is what Bedel takes, not how long it must wait for Zoom. */
const config = readConfig(process.env);
const limits = { ...config.limits, leftToOthers: -1000 }; // a thousand times as many calls as Zoom allows
const running = await serve({ ...config, limits }, { pages: resolve(import.meta.dirname, "../../dist/web"), say: (line) => console.log(line) });
process.on("SIGTERM", () => void running.stop().finally(() => process.exit(0)));
