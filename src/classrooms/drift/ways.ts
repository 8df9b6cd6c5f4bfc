import { line, neededLine } from "../../lib/text.ts";
import { whyNotPasscodeOf } from "../passcode.ts";
import type { Drift } from "./compare.ts";

/** What settles a difference from here. `published no more`: in the row that it is of, which stays as it is. `in another row`: of the same table, which has to be named. */
export const WAYS = ["as Bedel has it", "as it is there", "published no more", "in another row"] as const;
export type Way = (typeof WAYS)[number];
/** What has a page of its own, or has to be done elsewhere first. */
export const LEADS = ["call it otherwise", "replace", "retire", "compare again"] as const;
export type Lead = (typeof LEADS)[number];

export type Settling = { ways: readonly Way[]; leads: readonly Lead[] };

/** Never just one: whoever finds a difference has a choice. Nothing is offered that Bedel can't do, or that would do nothing. */
export function settlingOf({ what, bedel, zoom, row }: Pick<Drift, "what" | "bedel" | "zoom" | "row">): Settling {
  switch (what) {
    // Never taken over: only Zoom says where its meeting is.
    case "link":
      return { ways: ["as Bedel has it", "published no more"], leads: [] };
    case "name":
      return { ways: ["as Bedel has it", isName(row) ? "as it is there" : "published no more"], leads: [] };
    case "code":
      // Found of a classroom without one before such a code was nobody's business: it is never put back as nothing.
      if (bedel === "") return { ways: [isCode(row) ? "as it is there" : "published no more"], leads: ["compare again"] };
      return { ways: ["as Bedel has it", isCode(row) ? "as it is there" : "published no more"], leads: [] };
    case "passcode":
      return { ways: ["as Bedel has it", isPasscode(row) ? "as it is there" : "published no more"], leads: [] };
    case "zoom passcode":
      return isPasscode(zoom) ? BOTH : { ways: ["as Bedel has it"], leads: ["replace"] };
    case "zoom name":
      return isName(zoom) ? BOTH : { ways: ["as Bedel has it"], leads: ["call it otherwise"] };
    case "zoom person":
      return BOTH;
    // Zoom gives no meeting its former address back; one that is gone can be made anew, with another address.
    case "zoom link":
      return zoom === null ? { ways: ["as Bedel has it"], leads: ["retire"] } : { ways: ["as it is there"], leads: ["replace"] };
    case "zoom user":
      return { ways: [], leads: ["replace", "retire"] };
    // Bedel never makes a row.
    case "row gone":
      return { ways: ["in another row", "published no more"], leads: [] };
    // Nobody can tell which is the right one but whoever has the database.
    case "row twice":
      return { ways: ["published no more"], leads: ["compare again"] };
  }
}

const BOTH: Settling = { ways: ["as Bedel has it", "as it is there"], leads: [] };

const [NAME, CODE] = [neededLine(120), line(60)];
/** As Bedel would keep it: without what can't be seen. Null: it can't be the name of a classroom. */
export const nameFrom = (text: string | null): string | null => NAME.safeParse(text ?? "").data ?? null;
export const codeFrom = (text: string | null): string | null => CODE.safeParse(text ?? "").data ?? null;
const isName = (text: string | null): boolean => nameFrom(text) !== null;
const isCode = (text: string | null): boolean => codeFrom(text) !== null;
const isPasscode = (text: string | null): boolean => whyNotPasscodeOf(text ?? "") === null;
