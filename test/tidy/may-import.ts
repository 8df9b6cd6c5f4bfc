import type { Import } from "./tree.ts";

/** Nouns in the order in which they may know each other: a noun knows its own row and the rows above. */
export const NOUNS = [["people", "connections", "rooms"], ["sessions"], ["attendees", "attendance"], ["courses"], ["bookings"], ["classrooms"]];
export const FOLDERS_OF_SRC = [...NOUNS.flat(), "notices", "zoom", "platform", "lib", "example", "doctor"];

/** Says what is passed about: types only, so anybody may name it. */
export const WORLD = "src/world.ts";
/** Builds the world, for main and for tests that start the whole server. */
const SERVE = "src/serve.ts";
/** What the worker does, loop by loop. */
const LOOPS = "src/loops.ts";
/** Brings together, for it, what sessions need of the nouns above them. */
const NEIGHBOURS = "src/neighbours.ts";
/** Opens, for it, each Zoom that institutions may live with, the sandbox too. */
const ZOOMS = "src/zooms.ts";
/** Commands of main's that are no server. */
const NEW_INSTITUTION = "src/new-institution.ts";
const ALLOW_DOMAIN = "src/allow-domain.ts";
const REMOVE_DEMO = "src/remove-demo.ts";
const KEEPING = ["src/backup.ts", "src/restore.ts", "src/move.ts"];
export const AT_THE_TOP = ["src/main.ts", SERVE, LOOPS, NEIGHBOURS, ZOOMS, NEW_INSTITUTION, ALLOW_DOMAIN, REMOVE_DEMO, ...KEEPING, WORLD];
const BUILDERS = ["src/main.ts", SERVE, LOOPS, NEIGHBOURS, ZOOMS, NEW_INSTITUTION, ALLOW_DOMAIN, REMOVE_DEMO, ...KEEPING];

const levelOf = (noun: string): number => NOUNS.findIndex((row) => row.includes(noun));
const folderOf = (path: string): string => path.split("/")[1]!;

const isPrivate = (path: string): boolean => /[/-](store|routes)(\.ts$|\/)/.test(path);

/** Files that may touch the world; all others in a noun's folder are pure. */
const touchesWorld = (path: string): boolean => /[/-](store|actions|routes)(\.ts$|\/)/.test(path);
const OF_THE_WORLD = /^(node:(?!crypto$)|kysely|pg$|@electric-sql|fastify|@fastify|nodemailer|smtp-server|mailparser|better-auth|undici|pino|imapflow)/;

const under =
  (...folders: string[]) =>
  (path: string) =>
    folders.some((folder) => path.startsWith(`${folder}/`) || path === folder);
const isContract = (path: string): boolean => /^src\/[a-z]+\/([a-z-]+\/)*contract\.ts$/.test(path);
const isMessages = under("src/notices/messages");
const isLib = under("src/lib");

/** Why this import is not allowed, with the way out; null when it is. */
export function objection(from: string, { to, ours, typesOnly }: Import): string | null {
  if (BUILDERS.includes(from)) return under("sim", "test", "bench")(to) ? "main builds what people use: nothing of the tests belongs there" : null;
  if (to === "src/main.ts") return "nobody imports main: move what you need into the noun that it belongs to";
  if (under("sim", "bench", "test")(from)) return null;
  if (BUILDERS.includes(to)) return "only main serves: move what you need into the noun that it belongs to";
  if (ours && under("sim", "bench", "test", "scripts")(to)) return "only tests know tests: move what both need to the noun that it belongs to";
  if (under("web")(from)) return ours ? fromWeb(to) : null;
  if (under("sandbox")(from))
    return !ours || under("sandbox", "src/zoom/wire.ts")(to) || isLib(to)
      ? null
      : "the sandbox knows Zoom's words (zoom/wire) and lib only, as Zoom itself would";
  if (ours && under("web", "sandbox")(to)) return "only main may know the screens and the sandbox, the sandbox behind its switch";
  if (ours && under("src/example")(to) && folderOf(from) !== "example") return "only main may fill in the example institution";
  if (ours && under("src/doctor")(to) && folderOf(from) !== "doctor") return "only main calls the doctor: nothing may stand on what looks at everything";
  if (typesOnly && (to === WORLD || under("src/platform", "src/zoom/port.ts")(to)) && (from === WORLD || NOUNS.flat().includes(folderOf(from)))) return null;
  if (from === WORLD) return ours && !typesOnly ? "world.ts says only what the world is: it is built in main" : null;
  return fromSrc(from, to, ours);
}

function fromWeb(to: string): string | null {
  return under("web")(to) || isContract(to) || isMessages(to) || isLib(to)
    ? null
    : "screens know shapes only: import src/*/contract.ts, src/notices/messages or src/lib, and ask the server for the rest";
}

function fromSrc(from: string, to: string, ours: boolean): string | null {
  const folder = folderOf(from);
  if (folder === "lib") return ours && !isLib(to) ? "lib knows no noun: move this file to the noun that it knows" : null;
  if (folder === "platform")
    return !ours || isLib(to) || under("src/platform")(to) ? null : "the platform knows no noun: pass what it needs as an argument from main";
  if (folder === "zoom")
    return !ours || isLib(to) || under("src/platform", "src/zoom")(to) ? null : "the Zoom client knows no noun: speak in zoom/port's words";
  if (folder === "notices")
    return !ours || isLib(to) || under("src/notices")(to) || isContract(to) ? null : "notices are filled by others: take what you need as an argument";
  if (folder === "example") return !ours || !under("src/zoom/client")(to) ? null : "the example uses what people use: a noun's actions";
  if (folder === "doctor") return !ours || under("src/doctor")(to) || !isPrivate(to) ? null : "the doctor asks as a neighbour does: use the noun's actions";
  return ours
    ? fromNoun(from, to)
    : touchesWorld(from) || !OF_THE_WORLD.test(to)
      ? null
      : "only store.ts, actions.ts and routes.ts may touch the world: pass the value as an argument";
}

function fromNoun(from: string, to: string): string | null {
  const [own, other] = [folderOf(from), folderOf(to)];
  if (isLib(to) || to === "src/zoom/port.ts" || isMessages(to)) return null;
  if (!touchesWorld(from) && touchesWorld(to)) return "pure files don't call files that touch the world: pass the value as an argument";
  if (other === own) return null;
  if (other === "platform") return touchesWorld(from) ? null : "only store.ts, actions.ts and routes.ts may touch the world: pass the value as an argument";
  if (other === "zoom" && touchesWorld(from) && ((own === "connections" && under("src/zoom/client")(to)) || to === "src/zoom/webhooks.ts")) return null;
  if (other === "zoom") return "nouns speak to Zoom through zoom/port: take the client as an argument";
  if (isPrivate(to)) return "a neighbour's store and routes are private: use its actions";
  if (levelOf(other) > levelOf(own)) return `${own} must not know ${other}: turn the call round, or pass the value as an argument`;
  return null;
}
