import type { Meeting, User } from "../account.ts";
import { hash } from "../ids.ts";
import { personalKey, personalPasscode } from "../users/personal.ts";
import { displayName } from "../users/view.ts";
import type { World } from "../world.ts";
import { readSettings } from "./settings.ts";

/** Zoom's numbers for what recurs without fixed time, and for somebody's own meeting. */
export const [WITHOUT_TIME, PERSONAL] = [3, 4];

/** Everybody's own meeting is there with the user, in no list. It is put down once somebody asks for it, and follows what the user's settings say. */
export function personalMeeting(world: World, number: string): Meeting | null {
  const user = [...world.users.all()].find((one) => String(one.pmi) === number && one.status === "active");
  if (user === undefined) return null;
  const known = world.meetings.get(number);
  const now = { password: personalPasscode(user), joinKey: personalKey(user), hostId: user.id, deletedAt: null };
  if (known?.password === now.password && known.hostId === user.id && known.deletedAt === null) return known;
  return world.meetings.put(number, { ...(known ?? begun(user)), ...now });
}

const begun = (user: User): Meeting => ({
  id: user.pmi,
  kind: "meeting",
  type: PERSONAL,
  uuid: `${Buffer.from(String(hash(`personal ${user.id}`))).toString("base64url")}==`,
  hostId: user.id,
  topic: `${displayName(user)}'s Personal Meeting Room`,
  agenda: "",
  startAt: user.created_at,
  duration: 60,
  timezone: user.timezone,
  password: "",
  joinKey: "",
  settings: readSettings("meeting", {}, null, user).settings,
  createdAt: user.created_at,
  listedAt: user.created_at,
  source: "web_portal",
  deletedAt: null,
});
