import type { Database } from "../../platform/database.ts";
import { openLibrary, type Library } from "./library-actions.ts";
import type { KnownSignIn } from "./signed-in.ts";

/** What comes of a try to sign in: cookies to set; `second` asks for a code before it counts. */
export type Entered = { cookies: string[]; second: boolean };

/** Why the library said no, as far as we tell people. */
export type LibraryRefusal = "wrong_password" | "wrong_code" | "code_expired" | "too_many_codes" | "two_factor_is_on" | "two_factor_is_off" | "unknown";
export type Answered<T> = { ok: true; value: T; cookies: string[] } | { ok: false; because: LibraryRefusal };

/** Signing in, and what belongs to a person and not to an institution. */
export type SignIn = {
  /** Makes a person who can sign in; the id. */
  addPerson(person: { name: string; email: string; password: string }): Promise<string>;
  /** Signs in and gives the cookies to set; null when address or password is wrong. */
  signIn(email: string, password: string): Promise<string[] | null>;
  /** Signs in whoever has proven elsewhere who they are, without a second step; into one institution only, unless it is null. */
  enter(personId: string, onlyInstitution: string | null, headers?: Headers): Promise<string[]>;
  byPassword(email: string, password: string, headers: Headers): Promise<Entered | null>;
  /** For somebody who had a mailed link: asks for the second step of those who have one. */
  byLink(personId: string, headers: Headers): Promise<Entered>;
  secondStep(code: { code: string; by: "app" | "backup code"; trust: boolean }, headers: Headers): Promise<Answered<{ personId: string; token: string }>>;
  /** As the library keeps it, for people whom we write down ourselves. */
  hashOf(password: string): Promise<string>;
  /** Ends all other sign-ins. */
  changePassword(passwords: { current: string; next: string }, headers: Headers): Promise<Answered<null>>;
  twoFactor: {
    /** Nothing is asked for at the next sign-in until `confirm` was told a code. */
    begin(password: string, headers: Headers): Promise<Answered<{ address: string; backupCodes: string[] }>>;
    confirm(code: string, headers: Headers): Promise<Answered<null>>;
    turnOff(password: string, headers: Headers): Promise<Answered<null>>;
    newBackupCodes(password: string, headers: Headers): Promise<Answered<string[]>>;
  };
  handle(request: Request): Promise<Response>;
  personOf(headers: Headers): Promise<string | null>;
  /** The sign-in that a cookie stands for. Using it prolongs it, so now and then there are cookies to set. */
  signInOf(headers: Headers): Promise<(KnownSignIn & { renewed: string[] }) | null>;
};

export function openSignIn(options: { db: Database; secret: string; origin: string }): SignIn {
  const library = openLibrary(options);
  const { api } = library;
  const signInOf: SignIn["signInOf"] = (headers) => knownBy(library, headers);
  return {
    addPerson: async (person) => (await api.signUpEmail({ body: person })).user.id,
    signIn: async (email, password) => {
      const answer = await api.signInEmail({ body: { email, password }, asResponse: true });
      return answer.ok ? answer.headers.getSetCookie() : null;
    },
    enter: async (personId, onlyInstitution, headers = new Headers()) =>
      cookiesOf(await api.signInByInstitution({ body: { personId, onlyInstitution }, headers, asResponse: true })),
    byPassword: async (email, password, headers) => {
      const answer = await api.signInEmail({ body: { email, password }, headers, asResponse: true });
      return answer.ok ? enteredBy(answer) : null;
    },
    byLink: async (personId, headers) => enteredBy(await api.signInByLink({ body: { personId }, headers, asResponse: true })),
    secondStep: async ({ code, by, trust }, headers) => {
      const body = { code, trustDevice: trust };
      const step = by === "app" ? api.verifyTOTP : api.verifyBackupCode;
      return answered(await step({ body, headers, asResponse: true }), (told) => ({
        personId: (told["user"] as { id: string }).id,
        token: String(told["token"]),
      }));
    },
    changePassword: async ({ current, next }, headers) => {
      const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true };
      return answered(await api.changePassword({ body, headers, asResponse: true }), () => null);
    },
    twoFactor: twoFactorOf(library),
    handle: (request) => library.handler(request),
    personOf: async (headers) => (await signInOf(headers))?.personId ?? null,
    signInOf,
    hashOf: async (password) => (await library.$context).password.hash(password),
  };
}

const twoFactorOf = ({ api }: Library): SignIn["twoFactor"] => ({
  begin: async (password, headers) =>
    answered(await api.enableTwoFactor({ body: { password, method: "totp" }, headers, asResponse: true }), (told) => ({
      address: String(told["totpURI"]),
      backupCodes: told["backupCodes"] as string[],
    })),
  confirm: async (code, headers) => answered(await api.verifyTOTP({ body: { code }, headers, asResponse: true }), () => null),
  turnOff: async (password, headers) => answered(await api.disableTwoFactor({ body: { password }, headers, asResponse: true }), () => null),
  newBackupCodes: async (password, headers) =>
    answered(await api.generateBackupCodes({ body: { password }, headers, asResponse: true }), (told) => told["backupCodes"] as string[]),
});

async function knownBy({ api }: Library, asked: Headers): ReturnType<SignIn["signInOf"]> {
  const { response: found, headers } = await api.getSession({ headers: asked, returnHeaders: true });
  if (found === null) return null;
  const { session, user } = found;
  const { id } = session;
  const onlyInstitution = session.onlyInstitution ?? null;
  const twoFactor = user.twoFactorEnabled === true && onlyInstitution === null;
  return { id, personId: user.id, onlyInstitution, twoFactor, renewed: headers.getSetCookie() };
}

async function enteredBy(answer: Response): Promise<Entered> {
  const told = (await answer.clone().json()) as { twoFactorRedirect?: boolean };
  return { cookies: cookiesOf(answer), second: told.twoFactorRedirect === true };
}

function cookiesOf(answer: Response): string[] {
  if (!answer.ok) throw new Error(`the sign-in library answered ${answer.status}`);
  return answer.headers.getSetCookie();
}

/** The library's codes, in our words. */
const MEANING: Record<string, LibraryRefusal> = {
  INVALID_PASSWORD: "wrong_password",
  CREDENTIAL_ACCOUNT_NOT_FOUND: "wrong_password",
  INVALID_CODE: "wrong_code",
  INVALID_BACKUP_CODE: "wrong_code",
  INVALID_TWO_FACTOR_COOKIE: "code_expired",
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "too_many_codes",
  ACCOUNT_TEMPORARILY_LOCKED: "too_many_codes",
  TOTP_ALREADY_ENABLED: "two_factor_is_on",
  TOTP_NOT_ENABLED: "two_factor_is_off",
  TWO_FACTOR_NOT_ENABLED: "two_factor_is_off",
};

async function answered<T>(answer: Response, valueOf: (told: Record<string, unknown>) => T): Promise<Answered<T>> {
  const told = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
  if (answer.ok) return { ok: true, value: valueOf(told), cookies: answer.headers.getSetCookie() };
  if (answer.status >= 500) throw new Error(`the sign-in library answered ${answer.status}`);
  return { ok: false, because: MEANING[String(told["code"])] ?? "unknown" };
}
