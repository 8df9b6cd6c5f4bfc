import { z } from "zod";
import { ZoomError, type Zoom, type ZoomUser } from "../port.ts";
import { myselfWire, permissionsWire, userSettingsWire, userWire } from "../wire.ts";
import { call, callPages, tell, type Line } from "./call.ts";
import { myselfOf, userOf } from "./reading.ts";

type UserCalls = Pick<Zoom, "listUsers" | "whoAmI" | "myPermissions" | "readUser" | "setPassword" | "signOut">;

/** Zoom lists one state at a time, and the active ones when none is named. */
const STATES = ["active", "inactive", "pending"] as const;

/** Zoom's name for whoever authorized the app. */
const ME = { host: "me" };

export function userCalls(line: Line): UserCalls {
  return {
    listUsers: () => listUsers(line),
    whoAmI: async () => myselfOf(await call(line, "readMyself", { path: ME }, myselfWire)),
    myPermissions: async () => (await call(line, "readMyPermissions", { path: ME }, permissionsWire)).permissions,
    readUser: async (host) => {
      const user = await call(line, "readUser", { path: { host } }, userWire);
      const settings = await call(line, "readUserSettings", { path: { host } }, userSettingsWire);
      return userOf(user, "active", settings);
    },
    setPassword: (host, password) => setPassword(line, host, password),
    signOut: (host) => tell(line, "signOut", { path: { host } }),
  };
}

/** A user who changes state while we read may come in two lists; the later one is the newer. */
export async function listUsers(line: Line): Promise<ZoomUser[]> {
  const users = new Map<string, ZoomUser>();
  for (const status of STATES) {
    for (const row of await callPages(line, "listUsers", { query: { status } }, { rows: "users", wire: z.array(userWire) })) {
      const user = userOf(row, status, null);
      users.set(user.hostId, user);
    }
  }
  return [...users.values()];
}

/** Zoom has one code for "same as old" and "too often"; only the text tells which. Where it says both, we trust the worse. */
async function setPassword(line: Line, host: string, password: string): Promise<"set" | "unchanged"> {
  try {
    await tell(line, "setPassword", { path: { host }, json: { password } });
    return "set";
  } catch (error) {
    if (!(error instanceof ZoomError) || error.code !== 300) throw error;
    if (/maximum number of times/i.test(error.message)) throw new ZoomError("too_often", error.message, error);
    if (/match the old|same as (the |your )?old/i.test(error.message)) return "unchanged";
    throw error;
  }
}
