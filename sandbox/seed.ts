import { z } from "zod";
import { iso } from "../src/lib/time.ts";
import type { Feature, User } from "./account.ts";
import { KNOBS, withKnobs } from "./control/knobs.ts";
import { hash } from "./ids.ts";
import { read, type Read } from "./reading.ts";
import { defaultAccount, type University } from "./university.ts";
import { nobody, PERSON } from "./users/person.ts";

const usual = defaultAccount();

const user = PERSON.extend({ id: z.string().min(1).optional(), email: z.email("an e-mail address is needed"), role_id: z.enum(["0", "1", "2"]).optional() });

const app = z
  .strictObject({
    clientId: z.string().min(1),
    clientSecret: z.string().min(1),
    name: z.string().min(1),
    scopes: z.union([z.literal("every"), z.array(z.string())]),
  })
  .partial();

const seed = z.strictObject({
  account: z
    .strictObject({ ...KNOBS, id: z.string().min(1), visitors: z.boolean() })
    .partial()
    .optional(),
  app: app.optional(),
  users: z.array(user).min(1, "somebody must be there").optional(),
});

/** A university from the text of a file, or what is wrong with it in a sentence. What is not said is as in the usual one. */
export function readSeed(text: string): Read<University> {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    return { ok: false, problem: `it is not JSON: ${(error as Error).message}` };
  }
  const said = read(seed, given);
  if (!said.ok) return said;
  const account = withKnobs(usual.account, said.value.account as Partial<University["account"]>);
  const users = said.value.users?.map(personFrom) ?? usual.users;
  const twice = users.find((one, i) => users.findIndex((other) => other.id === one.id || other.email.toLowerCase() === one.email.toLowerCase()) !== i);
  if (twice !== undefined) return { ok: false, problem: `users: ${twice.email} or the id ${twice.id} is there twice` };
  if (users.filter(({ role_id }) => role_id === "0").length !== 1) return { ok: false, problem: 'users: exactly one must be the owner (role_id "0")' };
  const app = { ...usual.app, ...(said.value.app as Partial<University["app"]>), accountId: account.id };
  return { ok: true, value: { account, app, users } };
}

function personFrom({ email, feature, ...more }: z.infer<typeof user>): User {
  const number = hash(email.toLowerCase());
  const made = { id: `u${number.toString(36)}AA`, email, first_name: email.split("@")[0]!, last_name: "", pmi: 3_000_000_000 + number };
  return { ...structuredClone(nobody), ...made, ...(more as Partial<User>), feature: { ...nobody.feature, ...(feature as Partial<Feature>) } };
}

/** The usual university as a seed, without what is as with everybody. */
export function seedText(): string {
  const { account, users } = usual;
  const { accountId: _account, ...app } = usual.app;
  return `${JSON.stringify({ account, app, users: users.map(shortly) }, null, 2)}\n`;
}

const differing = (one: object, from: object): Record<string, unknown> => {
  const known = new Map(Object.entries(from));
  return Object.fromEntries(Object.entries(one).filter(([name, value]) => JSON.stringify(known.get(name)) !== JSON.stringify(value)));
};

function shortly(person: User): Record<string, unknown> {
  const { feature: _all, created_at: _at, ...rest } = differing(person, nobody);
  const feature = differing(person.feature, nobody.feature);
  return {
    ...rest,
    ...(person.created_at === nobody.created_at ? {} : { created_at: iso(person.created_at) }),
    ...(Object.keys(feature).length === 0 ? {} : { feature }),
  };
}
