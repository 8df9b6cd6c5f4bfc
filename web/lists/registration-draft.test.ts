import { expect, test } from "vitest";
import { askedOf, registrationDraft } from "./registration-draft.ts";

const settings = { zone: "Europe/Madrid", taken: 0, unconfirmed: 0, whyNot: null, list: null };

test("what was saved comes back into the form and out of it as it was", () => {
  const page = {
    address: "https://bedel.example/r/abc",
    state: "open",
    open: true,
    opensAt: "2027-03-01T10:00",
    closesAt: null,
    capacity: 30,
    consentText: "It is recorded.",
    consentNeeded: true,
    revision: 4,
  } as const;
  const { open, opensAt, closesAt, capacity, consentText, consentNeeded, revision } = page;
  expect(askedOf(registrationDraft({ ...settings, page }), 4)).toEqual({ open, opensAt, closesAt, capacity, consentText, consentNeeded, revision });
});

test("who opens it first finds it open and without limits, and nobody agrees to nothing", () => {
  const draft = registrationDraft({ ...settings, page: null });
  expect(askedOf({ ...draft, consentText: "  ", consentNeeded: true }, null)).toEqual({
    open: true,
    opensAt: null,
    closesAt: null,
    capacity: null,
    consentText: "",
    consentNeeded: false,
    revision: null,
  });
});
