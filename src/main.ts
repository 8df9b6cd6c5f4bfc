import { resolve } from "node:path";
import { systemRandom } from "./lib/random.ts";
import { wallClock } from "./platform/clock.ts";
import { readConfig, WrongConfiguration } from "./platform/config.ts";

const COMMANDS = ["serve", "doctor", "new-institution", "allow-domain", "remove-demo", "backup", "restore", "move"];

/** What is written is for the one who runs Bedel alone: the embedded database, its copies, the mailbox. */
process.umask(0o077);

/** `serve` is the one program; it can run as several processes on one PostgreSQL. The other commands end by themselves. */
async function main([command = "serve", ...args]: string[]): Promise<void> {
  if (!COMMANDS.includes(command)) throw new WrongConfiguration([`There is no command ${command}; there is ${COMMANDS.join(", ")}.`]);
  if (command === "doctor") return doctor(args);
  const config = readConfig(process.env);
  if (command === "new-institution") {
    const { newInstitution } = await import("./new-institution.ts");
    return newInstitution(config, args, (line) => console.log(line));
  }
  if (command === "allow-domain") {
    const { allowDomain } = await import("./allow-domain.ts");
    return allowDomain(config, args, (line) => console.log(line));
  }
  if (command === "remove-demo") {
    const { removeDemo } = await import("./remove-demo.ts");
    return removeDemo(config, args, (line) => console.log(line));
  }
  if (command === "backup") {
    const { backup } = await import("./backup.ts");
    return backup(config, args, (line) => console.log(line));
  }
  if (command === "restore") {
    const { restore } = await import("./restore.ts");
    return restore(config, args, (line) => console.log(line));
  }
  if (command === "move") {
    const { move } = await import("./move.ts");
    return move(config, args, (line) => console.log(line));
  }
  const { serve } = await import("./serve.ts"); // only now: whoever misspelt a setting need not wait for the whole server
  const running = await serve(config, { pages: resolve(import.meta.dirname, "../dist/web"), say: (line) => console.log(line) });
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void running.stop().finally(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

/** Ends with 1 when there is a fault; what could not be told is none. */
async function doctor(given: string[]): Promise<void> {
  const { readOptions } = await import("./doctor/options.ts");
  const options = readOptions(given, process.env);
  if (typeof options === "string") throw new WrongConfiguration([options]);
  const [{ examine }, { jsonOf, reportOf }, { exitCodeOf }] = await Promise.all([
    import("./doctor/actions.ts"),
    import("./doctor/report.ts"),
    import("./doctor/finding.ts"),
  ]);
  const found = await examine({ environment: process.env, now: wallClock, random: systemRandom, nodeVersion: process.versions.node, ...options });
  process.stdout.write(options.json ? jsonOf(found, options.language) : reportOf(found, options.language), () => process.exit(exitCodeOf(found)));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof WrongConfiguration) {
    for (const sentence of error.sentences) console.error(`bedel: ${sentence}`);
    process.exit(error.exitCode);
  }
  console.error(error);
  process.exit(1);
});
