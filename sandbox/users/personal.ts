import type { User } from "../account.ts";
import { record, text } from "../call.ts";
import { hash } from "../ids.ts";
import type { World } from "../world.ts";
import { settingsOf } from "./defaults.ts";

/** As it stands among the user's settings. */
export const personalPasscode = (user: User): string =>
  text(record(user.settings?.["schedule_meeting"])["pmi_password"]) ?? text(settingsOf(user)["schedule_meeting"]!["pmi_password"]) ?? "";

/** The passcode hides in the address: another passcode, another address. */
export const personalKey = (user: User): string => [1, 2, 3].map((part) => hash(`personal ${part} ${user.id} ${personalPasscode(user)}`).toString(36)).join("");

export const personalUrl = (world: World, user: User): string => `${world.base}/j/${user.pmi}?pwd=${personalKey(user)}`;
