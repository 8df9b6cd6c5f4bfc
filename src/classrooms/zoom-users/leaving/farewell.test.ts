import { expect, test } from "vitest";
import { whyNotAsk, whyNotFarewell } from "./farewell.ts";

const whyNot = (status: "active" | "inactive" | "pending") => whyNotFarewell({ role: "member", licensed: true, status }, { isOn: true });

test("who was only invited can't be deactivated, and is told so; letting go of it ends the invitation", () => {
  expect(whyNot("pending")).toMatchObject({ deactivate: "zoom_user_invited", unlink: null });
  expect([whyNot("active").deactivate, whyNot("inactive").deactivate]).toEqual([null, "zoom_user_deactivated"]);
});

test("whoever asks for it all the same, not having seen it, is not refused: there will be nothing to do", () => {
  expect(whyNotAsk(whyNot("pending"), "deactivate")).toBeNull();
});
