import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockDataFolder } from "../src/platform/data-folder.ts";
import { openDatabase } from "../src/platform/database.ts";
import { freePort, startProgram, type Settings } from "./crash/server.ts";

/** Starts the real program; it must end by itself, with nothing on its lips but sentences. */
async function complaint(settings: Settings, args: string[] = [], code = 78): Promise<string[]> {
  const { ended, said, complained } = startProgram({ PORT: PORT, BEDEL_DATA: data, ...settings }, args);
  expect({ code: await ended, said: said() }).toEqual({ code, said: "" });
  return complained().trim().split("\n");
}

/** Another checkout of this project may be tried at the same time. */
const PORT = String(await freePort());
const ZOOM = { ZOOM_ACCOUNT_ID: "a", ZOOM_CLIENT_ID: "b", ZOOM_CLIENT_SECRET: "c", ZOOM_WEBHOOK_SECRET: "d" };
let folder = "";
let data = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bedel-config-"));
  data = join(folder, "data");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const WRONG: [what: string, settings: Settings, sentences: string[]][] = [
  ["a port that is no number", { PORT: "http" }, ["PORT must be a number."]],
  ["a broken port", { PORT: "30.5" }, ["PORT must be a whole number."]],
  ["a port out of range", { PORT: "65536" }, ["PORT must lie between 1 and 65535."]],
  ["a blank host", { HOST: "  " }, ["HOST is empty."]],
  ["an address without a scheme", { BEDEL_ADDRESS: "rooms.example.edu" }, ["BEDEL_ADDRESS must be an address such as https://rooms.example.edu."]],
  [
    "an address with a path",
    { BEDEL_ADDRESS: "https://example.edu/rooms" },
    ["BEDEL_ADDRESS must end with the host or its port: Bedel can't live under a path."],
  ],
  ["a blank data folder", { BEDEL_DATA: " " }, ["BEDEL_DATA is empty."]],
  [
    "a former secret that never was one",
    { BEDEL_FORMER_SECRETS: "secret" },
    ["BEDEL_FORMER_SECRETS must hold secrets of at least 32 characters, separated by commas."],
  ],
  ["a secret that can be guessed", { BEDEL_SECRET: "secret" }, ["BEDEL_SECRET must have at least 32 characters."]],
  [
    "a database of another kind",
    { DATABASE_URL: "mysql://localhost/bedel" },
    ["DATABASE_URL must be an address such as postgres://user:password@localhost/bedel."],
  ],
  ["a mail server without a scheme", { SMTP_URL: "mail.example.edu" }, ["SMTP_URL must be an address such as smtp://user:password@mail.example.edu:587."]],
  ["a mail server without a host", { SMTP_URL: "smtp://" }, ["SMTP_URL must be an address such as smtp://user:password@mail.example.edu:587."]],
  ["a sender that is no address", { MAIL_FROM: "Bedel" }, ["MAIL_FROM must be an e-mail address."]],
  [
    "a part of Zoom's settings",
    { ZOOM_ACCOUNT_ID: "a", ZOOM_CLIENT_ID: "b" },
    [
      "ZOOM_CLIENT_SECRET is missing: all four settings of the Zoom app are needed, or none for the sandbox.",
      "ZOOM_WEBHOOK_SECRET is missing: all four settings of the Zoom app are needed, or none for the sandbox.",
    ],
  ],
  ["an empty webhook secret among others", { ...ZOOM, ZOOM_WEBHOOK_SECRET: "d," }, ["ZOOM_WEBHOOK_SECRET has an empty part between its commas."]],
  ["a real Zoom without mail", ZOOM, ["SMTP_URL is missing: with a real Zoom, mails must reach people."]],
  [
    "a real Zoom of which everything is to be written down",
    { ...ZOOM, SMTP_URL: "smtp://localhost", BEDEL_ADDRESS: "https://rooms.example.edu", BEDEL_RECORD: "record" },
    ["BEDEL_RECORD is for the sandbox: with a real Zoom nothing is written down."],
  ],
  [
    "a real Zoom without an address",
    { ...ZOOM, SMTP_URL: "smtp://localhost" },
    ["BEDEL_ADDRESS is missing: mailed links must lead to where people reach Bedel."],
  ],
  ["a base of Zoom that is no address", { ZOOM_BASE: "zoom" }, ["ZOOM_BASE must be an address such as http://127.0.0.1:4000."]],
  [
    "an owner who is no address",
    { BEDEL_OWNER_EMAIL: "owner", BEDEL_OWNER_PASSWORD: "long enough to be one" },
    ["BEDEL_OWNER_EMAIL must be an e-mail address."],
  ],
  [
    "an owner with a short password",
    { BEDEL_OWNER_EMAIL: "o@example.edu", BEDEL_OWNER_PASSWORD: "short" },
    ["BEDEL_OWNER_PASSWORD must have at least 10 characters."],
  ],
  ["an owner without a password", { BEDEL_OWNER_EMAIL: "o@example.edu" }, ["BEDEL_OWNER_PASSWORD is missing: the owner's account needs both."]],
  ["an example that there is not", { BEDEL_EXAMPLE: "year" }, ["BEDEL_EXAMPLE must be one of week, nothing."]],
  ["a beginning without a zone", { BEDEL_EXAMPLE_BEGINS: "2027-03-01T06:00" }, ["BEDEL_EXAMPLE_BEGINS must be a moment such as 2027-03-01T06:00:00Z."]],
  ["a level of the log that there is not", { LOG_LEVEL: "loud" }, ["LOG_LEVEL must be one of silent, info, warn, error."]],
  ["a misspelt setting", { BEDEL_SECERT: "x" }, ["There is no setting BEDEL_SECERT: is it misspelt?"]],
  ["two at once", { PORT: "0", LOG_LEVEL: "loud" }, ["PORT must lie between 1 and 65535.", "LOG_LEVEL must be one of silent, info, warn, error."]],
];

test.each(WRONG)("%s is told in a sentence, and nothing is started", async (_, settings, sentences) => {
  expect(await complaint(settings)).toEqual(sentences.map((sentence) => `bedel: ${sentence}`));
  expect(existsSync(data)).toBe(false);
});

test("a command that there is not is told in a sentence", async () => {
  expect(await complaint({}, ["worker"])).toEqual([
    "bedel: There is no command worker; there is serve, doctor, new-institution, allow-domain, remove-demo, backup, restore, move.",
  ]);
});

test.each([[[]], [["Escuela"]], [["Escuela", "nobody"]], [["", "owner@example.edu"]], [["Escuela", "owner@example.edu", "more"]]])(
  "a new institution needs a name and an owner's address: not %j",
  async (args) => {
    expect(await complaint({}, ["new-institution", ...args])).toEqual(['bedel: Usage: new-institution "Name of the institution" owner@example.edu']);
    expect(existsSync(data)).toBe(false);
  },
);

test.each([[[]], [["Escuela"]], [["Escuela", "not a domain"]], [["Escuela", "escuela.example", "more"]]])(
  "a domain is allowed to an institution that is named: not %j",
  async (args) => {
    expect(await complaint({}, ["allow-domain", ...args])).toEqual(['bedel: Usage: allow-domain "Name or id of the institution" example.edu [--instead]']);
    expect(existsSync(data)).toBe(false);
  },
);

test("a port in use is told before a data folder is begun", async () => {
  const other = createServer().listen(Number(PORT), "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  expect(await complaint({})).toEqual([`bedel: Port ${PORT} is in use; stop what uses it, or set PORT to another.`]);
  expect(existsSync(data)).toBe(false);
  await new Promise((resolve) => other.close(resolve));
});

test("a host that this machine is not is told before a data folder is begun", async () => {
  expect(await complaint({ HOST: "192.0.2.1" })).toEqual([`bedel: Bedel can't listen at HOST 192.0.2.1, port ${PORT}.`]);
  expect(existsSync(data)).toBe(false);
});

test("a data folder that another Bedel uses is left alone", async () => {
  const theirs = lockDataFolder(data);
  expect(await complaint({})).toEqual([`bedel: Another Bedel uses the data folder ${data}; stop it first, or set BEDEL_DATA to another folder.`]);
  expect(readdirSync(data).filter((name) => !name.startsWith("bedel.lock"))).toEqual([]);
  theirs.release();
});

test("a data folder that can't be one is told in a sentence", async () => {
  writeFileSync(data, "a file");
  expect(await complaint({})).toEqual([`bedel: The data folder ${data} can't be made or written.`]);
});

test("a data folder where none can be made is told in a sentence, instead of tried for ever", async () => {
  expect(await complaint({ BEDEL_DATA: "/proc/nope" })).toEqual(["bedel: The data folder /proc/nope can't be made or written."]);
});

test.each(["database", "snapshots"])("where %s is and its secret is not, none is made that could pass for it", async (name) => {
  mkdirSync(join(data, name), { recursive: true });
  expect(await complaint({})).toEqual([
    `bedel: In the data folder ${data} is a database, but not its secret.key: put that back, or set BEDEL_SECRET to what it held; to have a new one made, name it in BEDEL_FORMER_SECRETS.`,
  ]);
  expect(readdirSync(data)).toEqual([name]);
});

const KEPT: [file: string, wayOut: string][] = [
  ["zoom.sqlite", "restore it from a backup, or move the data folder away to begin anew"],
  ["mailbox.sqlite", "restore it from a backup, or move it away to begin with an empty mailbox"],
];

test.each(KEPT)("a damaged %s is told in a sentence before anything is begun, and kept", async (name, wayOut) => {
  mkdirSync(data);
  const file = join(data, name);
  writeFileSync(file, "neither mails nor meetings ".repeat(100));
  expect(await complaint({})).toEqual([`bedel: ${file} is damaged or can't be opened: ${wayOut} (file is not a database).`]);
  expect(readdirSync(data).filter((left) => !left.startsWith("bedel.lock"))).toEqual([name]);
});

test("a damaged lock file is told in a sentence", async () => {
  mkdirSync(data);
  writeFileSync(join(data, "bedel.lock"), "not a lock at all ".repeat(100));
  expect(await complaint({})).toEqual([`bedel: The data folder ${data} can't be used: its lock file bedel.lock is damaged or can't be written.`]);
});

test("a damaged secret is told in a sentence, and none is made in its place", async () => {
  mkdirSync(data);
  writeFileSync(join(data, "secret.key"), "short");
  expect(await complaint({})).toEqual([`bedel: ${join(data, "secret.key")} is damaged: restore it from a backup, or set BEDEL_SECRET to what it held.`]);
  expect(existsSync(join(data, "database"))).toBe(false);
});

test("a database that can't be reached is told before a data folder is begun, without its password", async () => {
  const [sentence] = await complaint({ DATABASE_URL: "postgres://bedel:topsecret@127.0.0.1:4859/bedel" }, [], 75); // so that a service manager tries again
  expect(sentence).toBe("bedel: The database bedel at 127.0.0.1:4859 of DATABASE_URL can't be used (connect ECONNREFUSED 127.0.0.1:4859).");
  expect(existsSync(data)).toBe(false);
});

const DAMAGES: [what: string, damage: (database: string) => void][] = [
  ["without its control file's end", (database) => truncateSync(join(database, "global/pg_control"), 100)],
  [
    "without its log",
    (database) =>
      readdirSync(join(database, "pg_wal"))
        .filter((name) => /^[0-9A-F]{24}$/.test(name))
        .forEach((name) => rmSync(join(database, "pg_wal", name))),
  ],
  ["without its version, which is no reason to begin a new one over it", (database) => rmSync(join(database, "PG_VERSION"))],
  ["with half a catalogue", (database) => readdirSync(join(database, "base")).forEach((name) => truncateSync(join(database, "base", name, "1249"), 4096))],
];

test.each(DAMAGES)("an embedded database %s is told in one sentence, and what is left of it is kept", { timeout: 60_000 }, async (_, damage) => {
  mkdirSync(data);
  const database = join(data, "database");
  await (await openDatabase({ folder: database })).close();
  damage(database);
  const left = readdirSync(database);
  const sentences = await complaint({ BEDEL_SECRET: "a secret that is long enough for tests" });
  expect(sentences).toHaveLength(1);
  expect(sentences[0]).toMatch(
    /^bedel: The embedded database in \S+ can't be opened; it may be damaged: restore it from a backup, or move the data folder away to begin anew \(.+\)\.$/,
  );
  expect(readdirSync(database)).toEqual(expect.arrayContaining(left));
});
