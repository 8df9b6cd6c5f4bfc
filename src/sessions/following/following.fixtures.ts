import { expect } from "vitest";
import { iso, type Instant } from "../../lib/time.ts";
import { deedsOf } from "../../platform/audit.ts";
import type { Said } from "../../../test/support/outside.ts";
import type { TestWorld } from "../../../test/world.ts";
import type { Session } from "../session.ts";

export const ZOOM_ADMIN = "zoom.admin@universidad.example";

type Edit = { start?: Instant; minutes?: number; title?: string; waitingRoom?: boolean; by?: string };

/** Somebody changes its meeting on Zoom's own pages: whoever hosts it, unless named. */
export async function editInZoom(w: TestWorld, s: Session, { start, minutes, title, waitingRoom, by }: Edit): Promise<void> {
  const set = {
    ...(start === undefined ? {} : { start_time: iso(start).replace(/\.\d+Z$/, "Z") }),
    ...(minutes === undefined ? {} : { duration: minutes }),
    ...(title === undefined ? {} : { topic: title }),
    ...(waitingRoom === undefined ? {} : { settings: { waiting_room: waitingRoom } }),
  };
  expect(await w.control("edit", { meetingId: await numberOf(w, s), set, ...(by === undefined ? {} : { by }) })).toEqual({ ok: true });
}

export const deleteInZoom = async (w: TestWorld, s: Session): Promise<void> =>
  expect(await w.control("delete", { meetingId: await numberOf(w, s) })).toEqual({ ok: true });

const numberOf = async (w: TestWorld, s: Session): Promise<number> => Number((await w.session(s)).meeting!.id);

/** From now on Zoom's webhooks reach nobody. */
export const hearNothing = (w: TestWorld): Promise<Said> => w.control("faults", { kind: "webhooks", drop: 1 });

export const subjects = (w: TestWorld, to: string): string[] => w.letters(to).map(({ subject }) => subject);

/** Who did what, the first first. */
export const history = async (w: TestWorld, s: Session): Promise<string[]> =>
  (await deedsOf(w.db, w.institutionId, s.id)).map(({ who, what }) => `${what} by ${who}`).toReversed();
