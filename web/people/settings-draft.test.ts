import { expect, test } from "vitest";
import type { Settings } from "../../src/people/contract.ts";
import { differing, draftOf, faultsOf, onTop, settingsOf, type Draft } from "./settings-draft.ts";

const SETTINGS: Settings = {
  name: "University",
  zone: "Europe/Madrid",
  language: "en",
  preparation: 15,
  courtesy: 10,
  postprocessing: 5,
  credentialLead: 15,
  linkLead: 15,
  generationLead: 1440,
  handover: "credentials",
  endHosted: false,
  changesInZoom: "follow",
  requireTwoFactor: false,
  attendanceThreshold: 75,
  retentionDays: 365,
  contact: { name: "Rosa", email: "rosa@uni.edu", phone: "" },
  limits: { sessionsAhead: null, hoursAhead: 40, longestMinutes: null, furthestDays: null },
};
const aDraft = (change: Partial<Draft> = {}): Draft => ({ ...draftOf(SETTINGS), ...change });

test("what is shown and saved unchanged stays the same, an empty limit being none", () => {
  expect(settingsOf(draftOf(SETTINGS))).toEqual(SETTINGS);
  expect(faultsOf(aDraft())).toEqual({});
});

test("credentials never come earlier than the preparation", () => {
  expect(faultsOf(aDraft({ preparation: 10 }))).toEqual({ credentialLead: { why: "leadTooLong", count: 10 } });
  expect(faultsOf(aDraft({ preparation: 10, credentialLead: 10 }))).toEqual({});
});

test("numbers that are missing, broken or too large are told by field", () => {
  const limits = { sessionsAhead: 0, hoursAhead: "", longestMinutes: 60, furthestDays: 1.5 } as const;

  expect(faultsOf(aDraft({ courtesy: "", linkLead: 2000, limits }))).toEqual({
    courtesy: { why: "required" },
    linkLead: { why: "between", from: 0, to: 1440 },
    "limits.sessionsAhead": { why: "between", from: 1, to: 1000 },
    "limits.furthestDays": { why: "whole" },
  });
});

test("people are kept for thirty days at least and ten years at most", () => {
  expect(faultsOf(aDraft({ retentionDays: 29 }))).toEqual({ retentionDays: { why: "between", from: 30, to: 3650 } });
  expect(faultsOf(aDraft({ retentionDays: 3651 }))).toEqual({ retentionDays: { why: "between", from: 30, to: 3650 } });
  expect(faultsOf(aDraft({ retentionDays: 30 }))).toEqual({});
});

test("mine on top of theirs keeps what each of us changed", () => {
  const base = aDraft();
  const theirs = aDraft({ courtesy: 20, contact: { name: "Ana", email: "ana@uni.edu", phone: "" } });
  const mine = aDraft({ linkLead: 30, contact: { ...base.contact, phone: "123" } });

  const both = onTop(theirs, mine, base);

  expect(differing(both, theirs)).toEqual(["linkLead", "contact.phone"]);
  expect(both.contact).toEqual({ name: "Ana", email: "ana@uni.edu", phone: "123" });
});
