import { expect, test } from "vitest";
import { differing, draftOf, following, onTop, type Base } from "./provisioning-draft.ts";

const BASE: Base = { revision: 3, on: true, madeAs: "invited", makesAt: "accepted", standing: "personal meeting" };
const theirs: Base = { ...BASE, revision: 4, on: false, madeAs: "sso" };

test("what somebody else saved is followed where nothing was changed here; where both were the reader is asked", () => {
  const mine = { ...draftOf(BASE), makesAt: "at once" } as const;
  expect(following(BASE, draftOf(BASE), theirs)).toEqual(theirs);
  expect(following(BASE, mine, theirs)).toBeNull();
  expect([following(BASE, mine, BASE), following(BASE, mine, { ...theirs, revision: 2 })]).toEqual([BASE, BASE]); // an older answer that came late
});

test("mine is put on top of theirs only where I changed something", () => {
  const mine = { ...draftOf(BASE), madeAs: "automatic" } as const;
  expect(onTop(theirs, mine, BASE)).toEqual({ on: false, madeAs: "automatic", makesAt: "accepted", standing: "personal meeting" });
  expect(differing(theirs, BASE)).toEqual(["on", "madeAs"]);
});
