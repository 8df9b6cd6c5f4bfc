import { expect, test } from "vitest";
import { changeType, newType, type TypeDetail } from "../../../src/bookings/contract.ts";
import { changeOf, draftOf, freshDraft, isComplete, newTypeOf, troublesOf, withHosting } from "./type-draft.ts";

const me = "7d3c9b60-6f0e-4b0c-9a44-0b6a9f2f5c11";
const other = "7d3c9b60-6f0e-4b0c-9a44-0b6a9f2f5c12";
const fresh = freshDraft({ me, zone: "Europe/Madrid", source: "personal", language: "es", locked: null });

test("with a name alone it can be asked for", () => {
  expect(troublesOf(fresh)).toEqual({ name: true, lengths: false, place: false, hostIds: false, weekly: false, days: false });
  const named = { ...fresh, name: " Office hours " };
  expect(isComplete(troublesOf(named))).toBe(true);
  const asked = newTypeOf(named, other);
  expect(newType.parse(asked)).toEqual(asked);
  expect(asked).toMatchObject({ name: "Office hours", slug: null, lengths: [30], place: { kind: "zoom" }, hostIds: [me], mostADay: null });
  expect(asked.languages).toEqual(["es", "en"]);
});

test("a place that the institution has decided is where it begins", () => {
  const locked = freshDraft({ me, zone: "UTC", source: "pool", language: "en", locked: { kind: "address", text: "Aula 3" } });
  expect(newTypeOf({ ...locked, name: "–" }, other).place).toEqual({ kind: "address", text: "Aula 3" });
});

test("what is kept comes back as it was, without what only the server says", () => {
  const { slug: _slug, ...asked } = newTypeOf({ ...fresh, name: "Office hours", mostADay: 4, place: { kind: "telephone", text: " +34 900 " } }, other);
  const who = { id: me, name: "Ana" };
  const rest = { revision: 7, slug: "office", address: "https://x/book/office", owner: who, hosts: [who], team: null };
  const detail: TypeDetail = { ...asked, ...rest, troubles: [], placeLocked: false, whyNotChange: null };
  const change = changeOf(draftOf(detail), detail);
  expect(changeType.strict().parse(change)).toEqual(change);
  expect(change).toMatchObject({ revision: 7, slug: "office", mostADay: 4, place: { kind: "telephone", text: "+34 900" } });
  expect(changeOf({ ...draftOf(detail), slug: " " }, detail).slug, "an emptied address stays").toBe("office");
});

test("hours that are none, and none at all, hold it back", () => {
  const backwards = { ...fresh, weekly: { ...fresh.weekly, MO: [{ from: "12:00", to: "09:00" }] } };
  expect(troublesOf(backwards).weekly).toBe(true);
  const never = { ...fresh, weekly: { MO: [], TU: [], WE: [], TH: [], FR: [], SA: [], SU: [] } };
  expect(troublesOf(never).weekly).toBe(true);
  expect(troublesOf({ ...never, days: [{ day: "2027-03-01", spans: [{ from: "09:00", to: "10:00" }] }] }).weekly, "single dates are enough").toBe(false);
});

test("hours are kept in the order of the day", () => {
  const MO = [
    { from: "14:00", to: "16:00" },
    { from: "09:00", to: "12:00" },
  ];
  expect(newTypeOf({ ...fresh, weekly: { ...fresh.weekly, MO } }, other).weekly.MO.map(({ from }) => from)).toEqual(["09:00", "14:00"]);
});

test("of several hosts the first stays when it is one's again", () => {
  const both = { ...fresh, ...withHosting({ ...fresh, hostIds: [me, other] }, "round robin") };
  expect(both.hostIds).toEqual([me, other]);
  expect(withHosting(both, "one").hostIds).toEqual([me]);
});
