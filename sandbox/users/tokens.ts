import { days, seconds, type Instant } from "../../src/lib/time.ts";
import { invalid, noContent, ok, refuse, type Answer } from "../answer.ts";
import type { Call } from "../call.ts";
import type { User } from "../account.ts";
import { secret } from "../ids.ts";
import { API_USERS_ZAK_LIVES, ZAK_LIVES } from "../meetings/view.ts";
import { meOf } from "../oauth/me.ts";
import { emitUser } from "../webhooks/events.ts";
import { zoomTime, type World } from "../world.ts";
import { noSuchUser, userIn } from "./users.ts";
import { API_USER, SSO } from "./view.ts";

const LONGEST = days(365);

const bad = (field: string): Answer => invalid([{ field, message: "Invalid field." }]);

/** GET /users/{id}/token. The old kind of token is answered with a sentence, which is not even JSON. */
export function getUserToken(call: Call): Answer {
  const { world, query } = call;
  const found = userIn(call);
  if (!found.ok) return found.answer;
  const type = query.get("type") ?? "token";
  if (type === "token") return { status: 200, body: "Token is no longer supported. Please use ZAK token instead." };
  if (type !== "zak" && type !== "onbehalf") return bad("type");
  const ttl = query.get("ttl");
  const lives = ttl === null ? usualLife(found.user) : seconds(Number(ttl));
  if (!Number.isInteger(lives) || lives < 0 || lives > LONGEST) return bad("ttl");
  if (type === "onbehalf") return query.get("meeting_id") === null ? bad("meeting_id") : ok({ token: secret(world, 48) });
  if (found.user.status !== "active") return noSuchUser(call.params["userId"]!);
  return ok({ token: newZak(world, found.user, lives) });
}

/** GET /users/me/zak. */
export function getMyZak({ world, by }: Call): Answer {
  const me = world.users.get(meOf(world, by) ?? "");
  return me === undefined
    ? refuse(400, 1001, "User not exist. User me does not exist or does not belong to this account.")
    : ok({ token: newZak(world, me, usualLife(me)) });
}

const usualLife = (user: User): number => (user.login_types.includes(API_USER) ? API_USERS_ZAK_LIVES : ZAK_LIVES);

function newZak(world: World, user: User, lives: number): string {
  const value = secret(world, 48);
  world.zaks.put(value, { value, userId: user.id, expiresAt: (world.at + lives) as Instant, asked: true });
  return value;
}

/** DELETE /users/{id}/token signs an SSO user out. For others Zoom answers the same and promises nothing. */
export function deleteUserToken(call: Call): Answer {
  const found = userIn(call);
  if (!found.ok) return found.answer;
  const { id, email, login_types } = found.user;
  if (login_types.includes(SSO)) {
    call.world.users.put(id, { ...found.user, signedOutAt: call.world.at });
    emitUser(call.world, "user.signed_out", { id, client_type: "browser", date_time: zoomTime(call.world.at), email, version: "-", login_type: SSO }, null);
  }
  return noContent;
}
