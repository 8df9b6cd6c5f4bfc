import { existsSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { forget, startServer } from "./server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A data folder to copy. */
    institution: string;
  }
}

/** Once a run: an institution on an empty folder takes seconds, copying one takes none. */
export default async function foundInstitution(project: TestProject): Promise<() => void> {
  const pages = join(import.meta.dirname, "../../../dist/web/index.html");
  if (!existsSync(pages)) throw new Error("The pages are not built: `npm test` builds them, or `npx vite build` by hand.");
  const server = await startServer(null);
  await server.stop();
  project.provide("institution", server.folder);
  return () => forget(server.folder);
}
