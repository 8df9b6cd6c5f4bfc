import { z } from "zod";
import { ok, type Answer } from "../answer.ts";
import type { Account } from "../account.ts";
import { alike, read } from "../reading.ts";
import { defaultAccount } from "../university.ts";
import { account, changeAccount, type World } from "../world.ts";

const some = z.number().min(0);
const seat = z.int().min(0);
const concurrent = z.strictObject({ Basic: seat, Plus: seat }).partial();

/** Knobs that may not be turned to just anything of their kind. */
const CHOICES = {
  id: z.string().min(1),
  plan: z.enum(["free", "pro", "business", "education"]),
  concurrentMeetings: z.union([z.int().min(1), z.literal("by plan")]),
  passwordChangesADay: z.int().min(0),
  passwordPolicy: z.looseObject({ minimumLength: z.int().min(1), special: z.boolean() }),
  liveTokens: z.int().min(1),
  listLagSeconds: some,
  listsLagBehind: z.enum(["creates", "everything"]),
  reportDelayMinutes: some,
  reportCompleteMinutes: some,
  limitHeaders: z.enum(["sparse", "rich"]),
  endOfIdle: z.enum(["204", "404"]),
  limitBy: z.enum(["sliding log", "token bucket", "fixed window", "nothing"]),
  jitterMs: some,
  hostDayCounts: z.array(z.enum(["create", "update", "delete", "status"])),
  registrantDay: z.enum(["per meeting", "over all"]),
  refusalsAs200: z.boolean(),
  clockSkewSeconds: z.number(),
  retryTimestamp: z.enum(["fresh", "first"]),
  validationAgainMinutes: z.number().min(1),
  seats: z.strictObject({ paid: seat, basic: seat, webinar: z.record(z.string(), seat), large: z.record(z.string(), seat), concurrent }).partial(),
  managedDomains: z.array(z.string()),
  blockedDomains: z.array(z.string()),
  limitedDomains: z.array(z.string()),
  elsewhere: z.record(z.string(), z.enum(["free", "paid"])),
  removalSeconds: some,
  mailServer: z.url({ protocol: /^smtps?$/, hostname: /./ }).nullable(),
} satisfies Partial<Record<keyof Account, z.ZodType>>;

const { visitors: _visitors, ...turnable } = defaultAccount().account;

/** What may be turned while the sandbox runs. The meaning of each is told in the README. */
export const KNOBS: Record<string, z.ZodType> = { ...alike(turnable), ...CHOICES };

const knobs = z.strictObject(KNOBS).partial();

/** Of seats what is not said stays. */
export const withKnobs = (before: Account, turned: Partial<Account> = {}): Account => ({ ...before, ...turned, seats: { ...before.seats, ...turned.seats } });

export function turnKnobs(world: World, body: Record<string, unknown>): Answer {
  const given = read(knobs, body);
  if (!given.ok) return { status: 400, body: { error: `${given.problem}; known: ${Object.keys(KNOBS).join(", ")}` } };
  return ok(changeAccount(world, withKnobs(account(world), given.value as Partial<Account>)));
}
