/**
 * The names that open an operation. `granular` are those of apps made since March 2024, which a refusal lists: that of a person's own
 * things first, then that of the whole account. Either family opens; a token has one of them.
 */
export type Scopes = { granular: string[]; account: string[]; own: string[] };

const WRITING_READS = ["user", "role", "group"];
const PERSONAL = ["user", "meeting", "webinar", "role"];
/** These are about everybody, and an app that people install for themselves cannot have them. */
const ABOUT_EVERYBODY = ["user:read:list_users", "user:write:user", "user:read:summary", "user:write:feature"];

/** Names that do not follow from the habits of the family. */
const ACCOUNT_TOO: Record<string, string[]> = { "meeting:update:in_meeting_controls": ["meeting:master"] };
const OWN_TOO: Record<string, string[]> = {
  "user:read:user": ["user_profile", "user_info:read"],
  "user:read:list_permissions": ["user_profile"],
  "user:read:list_assistants": ["user_profile"],
  "user:read:list_schedulers": ["user_profile"],
  "user:read:token": ["user_profile"],
};

/**
 * `granular` and, of the classic family, `classic` as the whole account's app has it. `granular` may end in `:master` where the contract
 * knows nothing smaller; no app of one account can have that.
 */
export function scopesOf(granular: string, classic: string): Scopes {
  const family = granular.split(":")[0]!;
  const classics = classicsOf(family, classic);
  const account = [...(ACCOUNT_TOO[granular] ?? []), ...classics.filter((name) => name.endsWith(":admin"))];
  if (granular.endsWith(":master")) return { granular: [granular], account: [granular, ...account], own: [] };
  if (family === "account") account.push(`${granular}:master`);
  const isPersonal = PERSONAL.includes(family) && !ABOUT_EVERYBODY.includes(granular);
  const own = family === "role" ? [] : classics.map((name) => name.replace(/:admin$/, ""));
  return {
    granular: isPersonal ? [granular, `${granular}:admin`] : [`${granular}:admin`],
    account: [`${granular}:admin`, ...account],
    own: isPersonal ? [granular, ...own, ...(OWN_TOO[granular] ?? [])] : [],
  };
}

/** Who may write users, roles and groups may read them; who may read every dashboard may read one. */
function classicsOf(family: string, classic: string): string[] {
  const more: string[] = [];
  if (WRITING_READS.includes(family) && classic === `${family}:read:admin`) more.push(`${family}:write:admin`);
  if (family === "dashboard") more.push("dashboard:read:admin");
  return [classic, ...more];
}
