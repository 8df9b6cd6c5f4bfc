import { expect, test } from "vitest";
import { appointmentSettings } from "../../../src/bookings/contract.ts";
import { draftOf, isColour, lettersOn, settingsOf } from "./settings-draft.ts";

const settings = { lockedPlace: null, frameSites: ["https://a.example", "https://b.example"], colour: "#1f6feb", logo: null, revision: 3 };

test("settings come back from the form as they were", () => {
  expect(settingsOf(draftOf(settings), 3)).toEqual(settings);
  expect(appointmentSettings.parse(settings)).toEqual(settings);
});

test("sites are lines, empty ones are none, and no colour is Bedel's own", () => {
  const draft = { ...draftOf(settings), sites: " https://a.example/ \n\n", colour: " " };
  expect(settingsOf(draft, 3)).toMatchObject({ frameSites: ["https://a.example"], colour: null });
});

test("letters are those that can be read on the colour", () => {
  expect(lettersOn("#1f6feb")).toBe("white");
  expect(lettersOn("#000000")).toBe("white");
  expect(lettersOn("#ffd400")).toBe("black");
  expect(isColour("#12")).toBe(false);
});
