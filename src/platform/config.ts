import { isIP } from "node:net";
import { z } from "zod";
import { instant, type Instant } from "../lib/time.ts";

/** A wrong or missing setting: one clear sentence for each, exit code 78, nothing started. */
export class WrongConfiguration extends Error {
  readonly sentences: readonly string[];
  /** What `sysexits.h` calls EX_CONFIG: trying again is in vain. */
  readonly exitCode: number = 78;
  constructor(sentences: readonly string[]) {
    super(sentences.join("\n"));
    this.sentences = sentences;
  }
}

/** Its PostgreSQL is not there just now: exit code 75, EX_TEMPFAIL, so that a service manager tries again. */
export class DatabaseAway extends WrongConfiguration {
  override readonly exitCode = 75;
}

export type Config = {
  port: number;
  host: string;
  /** Where people reach Bedel, without a slash at the end. */
  origin: string;
  dataFolder: string;
  databaseUrl: string | null;
  /** Null: one is made and kept in the data folder. */
  secret: string | null;
  /** Secrets that were in use before, to open what the present one has not taken over yet. */
  formerSecrets: string[];
  smtpUrl: string | null;
  mailFrom: { name: string; email: string };
  /** Where mail to attendees comes back to when it can't be delivered, and where Bedel listens for it. Null: to the sender's address. */
  bounces: { mailbox: string; host: string; port: number | null } | null;
  /** The real Zoom, with the apps that the operator registered there. Null: the sandbox plays Zoom. */
  zoom: ({ webhookSecrets: string[]; account: ({ accountId: string } & AppKeys) | null; admin: AppKeys | null; personal: AppKeys | null } & ZoomBases) | null;
  /** Where the real Zoom is. */
  zoomBases: ZoomBases;
  /** What the Zoom account's plan allows, and how much of it (0 to 1) is left to its other apps. */
  limits: { plan: (typeof ZOOM_PLANS)[number]; leftToOthers: number };
  owner: { email: string; password: string } | null;
  /** The proxies before Bedel, as addresses and networks: who comes through one is told apart by what it says. */
  proxies: string[];
  /** Single sign-on may lead into the server's own network. */
  privateIssuers: boolean;
  /** Who is asked for the records that prove domains; none: whom the machine asks. */
  nameServers: string[];
  example: Example;
  /** A file for what the sandbox is asked and answers, or null. */
  record: string | null;
  logLevel: "silent" | "info" | "warn" | "error";
};

type AppKeys = { clientId: string; clientSecret: string };
type ZoomBases = { apiBase: string; oauthBase: string; signIn: string };

/** What the sandbox's institution begins with: a week that has happened, or people and rooms alone; those at a given moment, if any. */
export type Example = { has: "week" | "nothing"; begins: Instant | null };

/** Business stands for Business, Education, Enterprise and Partner. */
const ZOOM_PLANS = ["free", "pro", "business"] as const;

const text = (what: string) =>
  z
    .string({ error: `${what} is missing` })
    .trim()
    .min(1, `${what} is empty`);

const listIn = (text: string): string[] => text.split(",").map((one) => one.trim());

/** `10.0.0.5`, `10.0.0.0/8`, `::1`. */
function isAddressOrNetwork(text: string): boolean {
  const [, address = "", bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && Number(bits ?? 0) <= (version === 4 ? 32 : 128);
}

/** `192.0.2.53`, `127.0.0.1:5353`, `[2001:db8::53]:53`. */
const isNameServer = (text: string): boolean =>
  isIP(text) !== 0 || (/:\d{1,5}$/.test(text) && isIP(text.replace(/:\d{1,5}$/, "").replace(/^\[|\]$/g, "")) !== 0);

const shape = z.object({
  PORT: z.coerce
    .number({ error: "PORT must be a number" })
    .int("PORT must be a whole number")
    .min(1, "PORT must lie between 1 and 65535")
    .max(65535, "PORT must lie between 1 and 65535")
    .default(3000),
  HOST: text("HOST").default("127.0.0.1"),
  BEDEL_ADDRESS: z
    .url({ protocol: /^https?$/, error: "BEDEL_ADDRESS must be an address such as https://rooms.example.edu", abort: true })
    .refine(
      (address) => new URL(address).href.replace(/\/+$/, "") === new URL(address).origin,
      "BEDEL_ADDRESS must end with the host or its port: Bedel can't live under a path",
    )
    .optional(),
  BEDEL_DATA: text("BEDEL_DATA").default("data"),
  BEDEL_SECRET: z.string().min(32, "BEDEL_SECRET must have at least 32 characters").optional(),
  BEDEL_FORMER_SECRETS: z.string().min(32, "BEDEL_FORMER_SECRETS must hold secrets of at least 32 characters, separated by commas").optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "DATABASE_URL must be an address such as postgres://user:password@localhost/bedel" }).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, hostname: /./, error: "SMTP_URL must be an address such as smtp://user:password@mail.example.edu:587" }).optional(),
  MAIL_FROM: z.email("MAIL_FROM must be an e-mail address").default("bedel@localhost.localdomain"),
  BEDEL_BOUNCES: z
    .email("BEDEL_BOUNCES must be an e-mail address such as bounces@mail.example.edu")
    .refine(
      (address) => !address.includes("+") && address.indexOf("@") <= 11,
      "BEDEL_BOUNCES must have at most 11 letters before the @ and no plus: Bedel puts its own mark there",
    )
    .optional(),
  BEDEL_BOUNCE_PORT: z.coerce
    .number({ error: "BEDEL_BOUNCE_PORT must be a number" })
    .int("BEDEL_BOUNCE_PORT must be a whole number")
    .min(1, "BEDEL_BOUNCE_PORT must lie between 1 and 65535")
    .max(65535, "BEDEL_BOUNCE_PORT must lie between 1 and 65535")
    .optional(),
  BEDEL_BOUNCE_HOST: text("BEDEL_BOUNCE_HOST").default("127.0.0.1"),
  ZOOM_BASE: z.url({ protocol: /^https?$/, error: "ZOOM_BASE must be an address such as http://127.0.0.1:4000" }).optional(),
  ZOOM_ACCOUNT_ID: text("ZOOM_ACCOUNT_ID").optional(),
  ZOOM_CLIENT_ID: text("ZOOM_CLIENT_ID").optional(),
  ZOOM_CLIENT_SECRET: text("ZOOM_CLIENT_SECRET").optional(),
  ZOOM_WEBHOOK_SECRET: text("ZOOM_WEBHOOK_SECRET")
    .refine((secrets) => listIn(secrets).every((secret) => secret !== ""), "ZOOM_WEBHOOK_SECRET has an empty part between its commas")
    .optional(),
  ZOOM_ADMIN_CLIENT_ID: text("ZOOM_ADMIN_CLIENT_ID").optional(),
  ZOOM_ADMIN_CLIENT_SECRET: text("ZOOM_ADMIN_CLIENT_SECRET").optional(),
  ZOOM_PERSONAL_CLIENT_ID: text("ZOOM_PERSONAL_CLIENT_ID").optional(),
  ZOOM_PERSONAL_CLIENT_SECRET: text("ZOOM_PERSONAL_CLIENT_SECRET").optional(),
  ZOOM_PLAN: z.enum(ZOOM_PLANS, `ZOOM_PLAN must be one of ${ZOOM_PLANS.join(", ")}`).default("business"),
  ZOOM_LEFT_TO_OTHERS: z.coerce
    .number({ error: "ZOOM_LEFT_TO_OTHERS must be a number: the percentage of Zoom's limits that Bedel leaves to other apps" })
    .min(0, "ZOOM_LEFT_TO_OTHERS must lie between 0 and 95")
    .max(95, "ZOOM_LEFT_TO_OTHERS must lie between 0 and 95")
    .default(20),
  BEDEL_OWNER_EMAIL: z.email("BEDEL_OWNER_EMAIL must be an e-mail address").optional(),
  BEDEL_OWNER_PASSWORD: z.string().min(10, "BEDEL_OWNER_PASSWORD must have at least 10 characters").optional(),
  BEDEL_PROXIES: z
    .string()
    .refine(
      (proxies) => listIn(proxies).every(isAddressOrNetwork),
      "BEDEL_PROXIES must hold addresses or networks such as 127.0.0.1 or 10.0.0.0/8, separated by commas",
    )
    .optional(),
  BEDEL_PRIVATE_ISSUERS: z.enum(["yes", "no"], "BEDEL_PRIVATE_ISSUERS must be yes or no").default("no"),
  BEDEL_DNS: z
    .string()
    .refine((servers) => listIn(servers).every(isNameServer), "BEDEL_DNS must hold name servers such as 192.0.2.53 or 127.0.0.1:5353, separated by commas")
    .optional(),
  BEDEL_EXAMPLE: z.enum(["week", "nothing"], "BEDEL_EXAMPLE must be one of week, nothing").default("week"),
  BEDEL_EXAMPLE_BEGINS: z.iso.datetime({ offset: true, error: "BEDEL_EXAMPLE_BEGINS must be a moment such as 2027-03-01T06:00:00Z" }).optional(),
  BEDEL_RECORD: text("BEDEL_RECORD").optional(),
  LOG_LEVEL: z.enum(["silent", "info", "warn", "error"], "LOG_LEVEL must be one of silent, info, warn, error").default("warn"),
});

/** An empty setting counts as none, as shells and service files write it. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""));
  const unknown = Object.keys(given).filter((name) => name.startsWith("BEDEL_") && !(name in shape.shape));
  if (unknown.length > 0) throw new WrongConfiguration(unknown.map((name) => `There is no setting ${name}: is it misspelt?`));
  const read = shape.safeParse(given);
  if (!read.success) throw new WrongConfiguration(read.error.issues.map((issue) => `${issue.message}.`));
  const e = read.data;
  const zoom = zoomOf(e);
  if (e.BEDEL_BOUNCE_PORT !== undefined && e.BEDEL_BOUNCES === undefined)
    throw new WrongConfiguration(["BEDEL_BOUNCES is missing: with BEDEL_BOUNCE_PORT mails must say where they come back to."]);
  if (zoom !== null && e.SMTP_URL === undefined) throw new WrongConfiguration(["SMTP_URL is missing: with a real Zoom, mails must reach people."]);
  if (zoom !== null && e.BEDEL_ADDRESS === undefined)
    throw new WrongConfiguration(["BEDEL_ADDRESS is missing: mailed links must lead to where people reach Bedel."]);
  if (zoom !== null && e.BEDEL_RECORD !== undefined)
    throw new WrongConfiguration(["BEDEL_RECORD is for the sandbox: with a real Zoom nothing is written down."]);
  if ((e.BEDEL_OWNER_EMAIL === undefined) !== (e.BEDEL_OWNER_PASSWORD === undefined))
    throw new WrongConfiguration([
      `${e.BEDEL_OWNER_EMAIL === undefined ? "BEDEL_OWNER_EMAIL" : "BEDEL_OWNER_PASSWORD"} is missing: the owner's account needs both.`,
    ]);
  return {
    port: e.PORT,
    host: e.HOST,
    origin: (e.BEDEL_ADDRESS ?? `http://localhost:${e.PORT}`).replace(/\/+$/, ""),
    dataFolder: e.BEDEL_DATA,
    databaseUrl: e.DATABASE_URL ?? null,
    secret: e.BEDEL_SECRET ?? null,
    formerSecrets: formerIn(e.BEDEL_FORMER_SECRETS),
    smtpUrl: e.SMTP_URL ?? null,
    mailFrom: { name: "Bedel", email: e.MAIL_FROM },
    bounces: e.BEDEL_BOUNCES === undefined ? null : { mailbox: e.BEDEL_BOUNCES, host: e.BEDEL_BOUNCE_HOST, port: e.BEDEL_BOUNCE_PORT ?? null },
    zoom,
    zoomBases: basesOf(e.ZOOM_BASE),
    limits: { plan: e.ZOOM_PLAN, leftToOthers: e.ZOOM_LEFT_TO_OTHERS / 100 },
    owner: e.BEDEL_OWNER_EMAIL === undefined || e.BEDEL_OWNER_PASSWORD === undefined ? null : { email: e.BEDEL_OWNER_EMAIL, password: e.BEDEL_OWNER_PASSWORD },
    proxies: e.BEDEL_PROXIES === undefined ? [] : listIn(e.BEDEL_PROXIES),
    nameServers: e.BEDEL_DNS === undefined ? [] : listIn(e.BEDEL_DNS),
    privateIssuers: e.BEDEL_PRIVATE_ISSUERS === "yes",
    example: { has: e.BEDEL_EXAMPLE, begins: e.BEDEL_EXAMPLE_BEGINS === undefined ? null : instant(e.BEDEL_EXAMPLE_BEGINS) },
    record: e.BEDEL_RECORD ?? null,
    logLevel: e.LOG_LEVEL,
  };
}

/** A secret may have commas in it, so the whole counts as one too. */
const formerIn = (text = ""): string[] => [...listIn(text), text].filter((secret) => secret.length >= 32);

/** All settings of an app or none: half of them would start the sandbox where a real Zoom was meant. */
function zoomOf(e: z.infer<typeof shape>): Config["zoom"] {
  const admin = pairOf(e, "ZOOM_ADMIN_CLIENT_ID", "ZOOM_ADMIN_CLIENT_SECRET");
  const personal = pairOf(e, "ZOOM_PERSONAL_CLIENT_ID", "ZOOM_PERSONAL_CLIENT_SECRET");
  const { ZOOM_ACCOUNT_ID: accountId, ZOOM_CLIENT_ID: clientId, ZOOM_CLIENT_SECRET: clientSecret, ZOOM_WEBHOOK_SECRET: webhookSecret } = e;
  const ofAccount = Object.entries({
    ZOOM_ACCOUNT_ID: accountId,
    ZOOM_CLIENT_ID: clientId,
    ZOOM_CLIENT_SECRET: clientSecret,
    ZOOM_WEBHOOK_SECRET: webhookSecret,
  });
  const missing = ofAccount.filter(([, value]) => value === undefined).map(([name]) => name);
  const onlyWebhooks = missing.length === 3 && webhookSecret !== undefined;
  if (missing.length === 4 && admin === null && personal === null) return null;
  if (missing.length > 0 && missing.length < 4 && !(onlyWebhooks && (admin !== null || personal !== null)))
    throw new WrongConfiguration(missing.map((name) => `${name} is missing: all four settings of the Zoom app are needed, or none for the sandbox.`));
  if (webhookSecret === undefined)
    throw new WrongConfiguration(["ZOOM_WEBHOOK_SECRET is missing: without the app's secret token nothing that Zoom tells can be believed."]);
  const account = missing.length > 0 ? null : { accountId: accountId!, clientId: clientId!, clientSecret: clientSecret! };
  return { account, admin, personal, webhookSecrets: listIn(webhookSecret), ...basesOf(e.ZOOM_BASE) };
}

type Pair = "ZOOM_ADMIN_CLIENT_ID" | "ZOOM_ADMIN_CLIENT_SECRET" | "ZOOM_PERSONAL_CLIENT_ID" | "ZOOM_PERSONAL_CLIENT_SECRET";

function pairOf(e: z.infer<typeof shape>, id: Pair, secret: Pair): AppKeys | null {
  const [clientId, clientSecret] = [e[id], e[secret]];
  if (clientId === undefined && clientSecret === undefined) return null;
  if (clientId === undefined || clientSecret === undefined)
    throw new WrongConfiguration([`${clientId === undefined ? id : secret} is missing: the app at Zoom has both a client id and a client secret.`]);
  return { clientId, clientSecret };
}

/** Zoom's own addresses, or those of a sandbox that runs by itself and serves several processes. */
function basesOf(base: string | undefined): ZoomBases {
  if (base === undefined) return { apiBase: "https://api.zoom.us/v2", oauthBase: "https://zoom.us/oauth", signIn: "https://zoom.us/signin" };
  const at = base.replace(/\/+$/, "");
  return { apiBase: `${at}/v2`, oauthBase: `${at}/oauth`, signIn: `${at}/signin` };
}
