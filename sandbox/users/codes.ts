import { after, minutes } from "../../src/lib/time.ts";
import type { User } from "../account.ts";
import { secret } from "../ids.ts";
import { account, type World } from "../world.ts";
import { CODE_LIVES_MINUTES } from "./lives.ts";
import { mail } from "./mail.ts";
import { WORK_EMAIL } from "./view.ts";

/** So many devices of a user are remembered. */
const REMEMBERED = 20;

/** Whether the password is not enough: a device that is not known, where the account asks those for a code. Only of who signs in by e-mail and password. */
export const needsCode = (world: World, user: User, device: string): boolean =>
  account(world).codeForNewDevices === true && user.login_types.includes(WORK_EMAIL) && !(user.devices ?? []).includes(device);

/** Another code makes the one before it useless. */
export function mailCode(world: World, user: User): void {
  const code = String(100_000 + Math.floor(world.posting.unit() * 900_000));
  world.users.put(user.id, { ...user, signInCode: { code, expiresAt: after(world.at, minutes(CODE_LIVES_MINUTES)) } });
  mail(world, user.email, "sign-in code", code);
}

/** The code opens once; afterwards the device is known. Null: it is another, or too old. */
export function withCode(world: World, user: User, code: string, device = secret({ random: world.posting })): { user: User; device: string } | null {
  const { signInCode, ...rest } = user;
  if (signInCode === undefined || signInCode.code !== code || signInCode.expiresAt <= world.at) return null;
  const known = { ...rest, devices: [device, ...(user.devices ?? [])].slice(0, REMEMBERED) };
  return { user: world.users.put(user.id, known), device };
}
