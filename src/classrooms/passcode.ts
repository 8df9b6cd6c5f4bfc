import type { Random } from "../lib/random.ts";

/** Zoom takes so many letters at most: `a-z A-Z 0-9 @ - _ *` (facts of `POST /users/{id}/meetings`). */
const LONGEST = 10;

const LETTERS = "abcdefghjkmnpqrstuvwxyz";
const CAPITALS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const DIGITS = "23456789";
const ALL = LETTERS + CAPITALS + DIGITS;

/** One that any policy of an account takes that does not ask for digits alone: ten letters of each sort, and a sign. None of them is easily taken for another. */
export function newPasscode(random: Random): string {
  for (;;) {
    const letters = Array.from({ length: LONGEST - 1 }, () => letter(random));
    const passcode = [...letters.slice(0, 5), "-", ...letters.slice(5)].join("");
    if ([LETTERS, CAPITALS, DIGITS].every((set) => [...passcode].some((c) => set.includes(c))) && !hasRun(passcode)) return passcode;
  }
}

const hasRun = (text: string): boolean => /(.)\1/.test(text);

/** Bytes beyond the last whole multiple are thrown away, or the first letters would come more often. */
function letter(random: Random): string {
  for (;;) {
    const byte = random.bytes(1)[0]!;
    if (byte < 256 - (256 % ALL.length)) return ALL[byte % ALL.length]!;
  }
}

/** Stands for one that is yet to be chosen, where only its length counts. */
export const AS_LONG_AS_CHOSEN = "-".repeat(LONGEST);

/** As long as those that Zoom makes up; one that is shorter is soon guessed, whatever an account takes. */
const SHORTEST = 6;

/** Of one that somebody gives: a message key under `refusals`, or null. */
export function whyNotPasscodeOf(text: string): string | null {
  if (text.length > LONGEST) return "passcode_too_long";
  if (!/^[A-Za-z0-9@\-_*]+$/.test(text)) return "passcode_letters";
  return text.length < SHORTEST ? "passcode_too_short" : null;
}
