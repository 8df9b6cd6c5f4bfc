import { days, type Instant } from "../../src/lib/time.ts";
import { noContent, refuse, type Answer } from "../answer.ts";
import { text, type Call } from "../call.ts";
import type { Account, User } from "../account.ts";
import { account, count, type World } from "../world.ts";
import { mail } from "./mail.ts";
import { findUser, userIn } from "./users.ts";
import { WORK_EMAIL } from "./view.ts";

const LONGEST = 32;
/** Of each user so many former passwords are kept: no policy forbids more to come back. */
const REMEMBERED = 12;

/** PUT /users/{id}/password. Zoom tells the person by mail each time, which a room's owner would rather not have. */
export function changePassword(call: Call): Answer {
  const { world } = call;
  const found = userIn(call);
  if (!found.ok) return found.answer;
  const { user } = found;
  if (user.role_id !== "2") return refuse(400, 1117, "Can not update Admin's password");
  if (!user.login_types.includes(WORK_EMAIL) || user.status === "pending") return refuse(400, 1123, "Can only update password of Zoom work email account");
  const password = text(call.body["password"]) ?? "";
  const weakness = whyWeak(password, account(world));
  if (weakness !== null) return weakness;
  if (password === user.password) return refuse(400, 300, "Your new password can not match the old password.");
  const history = account(world).passwordPolicy.history ?? 0;
  if (user.formerPasswords.slice(0, history).includes(password)) return refuse(400, 1129, `Users cannot reuse any of the last ${history} passwords created.`);
  const lately = user.passwordChanges.filter((at) => at > world.at - days(1));
  if (lately.length >= account(world).passwordChangesADay) {
    return refuse(400, 300, "This password cannot be changed because it has already been changed the maximum number of times over the past 24 hours.");
  }
  setPassword(world, user, password, lately);
  return noContent;
}

function setPassword(world: World, user: User, password: string, lately: Instant[]): void {
  const formerPasswords = [user.password, ...user.formerPasswords].slice(0, REMEMBERED);
  world.users.put(user.id, { ...user, password, formerPasswords, passwordChanges: [...lately, world.at] });
  mail(world, user.email, "password changed");
  count(world, `password changes ${user.id}`);
}

/** Zoom's own numbers for what is wrong with a password. */
export function whyWeak(password: string, { passwordPolicy }: Account): Answer | null {
  const { minimumLength, special } = passwordPolicy;
  if (password.length < minimumLength) return refuse(400, 1124, `Minimum of 6 characters. Have at least ${minimumLength} characters`);
  if (password.length >= LONGEST) return refuse(400, 300, "Validation Failed.");
  if (new Set(password).size === 1) return refuse(400, 1130, "Password can't use the same character.");
  if (!/[A-Za-z]/.test(password)) return refuse(400, 1125, "Have at least 1 letter (a, b, c…)");
  if (!/[0-9]/.test(password)) return refuse(400, 1126, "Have at least 1 number (1, 2, 3…)");
  if (special && !/[^A-Za-z0-9]/.test(password)) return refuse(400, 1127, "Have at least 1 special character (!, @, #…)");
  if (!/[a-z]/.test(password) || !/[A-Z]/.test(password)) return refuse(400, 1128, "Include both Upper case and Lower case characters");
  if (hasRun(password.toLowerCase())) return refuse(400, 1131, "Password can't use continuation character.Such as 'abcdef','123456'.");
  if (/password|qwerty|zoom1234/i.test(password)) return refuse(400, 1136, "Your password is too easy to guess. Try another one.");
  return null;
}

/** Six in a row such as `abcdef` or `123456`. */
function hasRun(password: string): boolean {
  let run = 1;
  for (let i = 1; i < password.length && run < 6; i += 1) run = password.charCodeAt(i) === password.charCodeAt(i - 1) + 1 ? run + 1 : 1;
  return run >= 6;
}

/** Whether these open the account, without a trace. */
export function signsIn(world: World, email: string, password: string): User | null {
  const user = findUser(world, email);
  if (user === null || user.status !== "active" || password === "") return null;
  return user.login_types.includes(WORK_EMAIL) && user.password === password ? user : null;
}
