import { expect, test } from "vitest";
import { whyNotAsk, whyNotFarewell, withTeams } from "./farewell.ts";

const whyNot = (status: "active" | "inactive" | "pending") => whyNotFarewell({ role: "member", licensed: true, status }, { isOn: true });

test("of who was only invited no licence can be taken, nor can it be deactivated, and that is told; letting go of it ends the invitation", () => {
  expect(whyNot("pending")).toMatchObject({ "take the licence": "zoom_user_invited", deactivate: "zoom_user_invited", unlink: null });
  expect([whyNot("active").deactivate, whyNot("inactive").deactivate]).toEqual([null, "zoom_user_deactivated"]);
});

test("whoever asks for it all the same, not having seen it, is not refused: there will be nothing to do", () => {
  expect(whyNotAsk(whyNot("pending"), "deactivate")).toBeNull();
});

test("of who stays, what a team would give back at once can't be taken; what stands against it otherwise is told first", () => {
  const all = withTeams(whyNot("active"), { users: true, licences: false });
  expect(all).toEqual({ nothing: null, "take the licence": null, deactivate: "zoom_user_of_team", unlink: "zoom_user_of_team" });
  expect(withTeams(whyNot("active"), { users: true, licences: true })["take the licence"]).toBe("zoom_user_of_team");
  expect(withTeams(whyNot("inactive"), { users: true, licences: false }).deactivate).toBe("zoom_user_deactivated");
});
