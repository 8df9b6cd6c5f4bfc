import { describe, expect, test } from "vitest";
import { inForce, NONE_BECAUSE } from "./in-force.ts";

const STATES = ["connected", "unreachable", "reconnect needed", "disconnected"] as const;
const known = { own: null, ownIsRoom: false, institution: { state: "connected" as const }, user: { status: "active", isRoom: false } };

test.each(["connected", "unreachable"] as const)("a member's own Zoom that is %s goes before whatever the institution has", (state) => {
  for (const institution of [null, ...STATES.map((one) => ({ state: one }))])
    for (const user of [null, known.user, { status: "inactive", isRoom: true }])
      expect(inForce({ own: { state }, ownIsRoom: false, institution, user })).toEqual({ is: "personal" });
});

test.each(["reconnect needed", "disconnected"] as const)("when it is %s the institution's takes over", (state) => {
  expect(inForce({ ...known, own: { state } })).toEqual({ is: "institution" });
});

test("whoever connects nothing is found in the institution's account", () => {
  expect(inForce(known)).toEqual({ is: "institution" });
});

test.each(["unreachable", "reconnect needed"] as const)("an institution's Zoom that is %s stays in force: its sessions wait", (state) => {
  expect(inForce({ ...known, institution: { state } })).toEqual({ is: "institution" });
});

describe("none is in force", () => {
  const cases: Record<(typeof NONE_BECAUSE)[number], Partial<Parameters<typeof inForce>[0]>> = {
    no_zoom_user: { user: null },
    pending: { user: { status: "pending", isRoom: false } },
    deactivated: { user: { status: "inactive", isRoom: false } },
    is_room: { user: { status: "active", isRoom: true } },
    never_connected: { institution: null, user: null },
    institution_disconnected: { institution: { state: "disconnected" } },
  };
  test.each(NONE_BECAUSE)("%s", (because) => {
    expect(inForce({ ...known, ...cases[because] })).toEqual({ is: "none", because });
    expect(inForce({ ...known, ...cases[because], own: { state: "disconnected" } })).toEqual({ is: "none", because });
  });
  test("a user who was deleted is none", () => {
    expect(inForce({ ...known, user: { status: "deleted", isRoom: false } })).toEqual({ is: "none", because: "no_zoom_user" });
  });
});

test("a room is nobody's own, even when somebody has connected it as such", () => {
  const own = { state: "connected" as const };
  expect(inForce({ ...known, own, ownIsRoom: true })).toEqual({ is: "institution" });
  expect(inForce({ ...known, own, ownIsRoom: true, user: null })).toEqual({ is: "none", because: "is_room" });
});
