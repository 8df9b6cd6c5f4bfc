import { expect, test } from "vitest";
import type { SessionView } from "../../src/sessions/contract.ts";
import { changeDraft, changesOf } from "./change-draft.ts";

const session = {
  title: "Thesis defence",
  start: "2026-11-24T09:00:00.000Z",
  zone: "Europe/Madrid",
  minutes: 60,
  admission: "automatic",
  expected: null,
} as SessionView;

test("a form that was opened and not touched changes nothing", () => {
  expect(changesOf(session, changeDraft(session))).toEqual({});
});

test("only what was touched is sent, so that what others changed meanwhile stays", () => {
  const draft = changeDraft(session);
  expect(changesOf(session, { ...draft, title: "Thesis defence  " })).toEqual({});
  expect(changesOf(session, { ...draft, expected: 40, minutes: 90 })).toEqual({ expected: 40, minutes: 90 });
  expect(changesOf(session, { ...draft, when: { ...draft.when, time: "11:00" } })).toEqual({ start: "2026-11-24T11:00", zone: "Europe/Madrid" });
});

test("the same moment told in another zone is a change: every text names the zone", () => {
  const draft = changeDraft(session);
  expect(changesOf(session, { ...draft, when: { ...draft.when, time: "09:00", zone: "Europe/London" } })).toEqual({
    start: "2026-11-24T09:00",
    zone: "Europe/London",
  });
});
