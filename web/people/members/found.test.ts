import { expect, test } from "vitest";
import type { MemberList } from "../../../src/people/members/contract.ts";
import { linesFor } from "./found.ts";

const whyNot = { roles: { owner: null, admin: null, organizer: null }, remove: null };
const member = (name: string, more: object = {}) => ({
  ...{ id: name, name, email: `${name}@uni.example`, role: "organizer" as const, state: "active" as const, leftAt: null },
  ...{ teams: [], self: false, zoom: null, whyNot, ...more },
});
const list: MemberList = {
  members: [member("Óscar", { teams: ["t1"] }), member("Ana", { state: "left" }), member("Berta")],
  invitations: [
    {
      ...{ id: "i", name: "Eva", email: "eva@uni.example", role: "organizer", state: "invited", teams: ["t1"], by: "Berta" },
      ...{ sentAt: "", expiresAt: "", sent: 1, whyNot: null },
    },
  ],
  teams: [{ id: "t1", name: "Física" }],
  whyNotInvite: whyNot.roles,
};
const names = (text: string, withLeft = false) => linesFor(list, text, withLeft).map((line) => line.of.name);

test("invitations come first, and whoever has left last and only if wanted", () => {
  expect(names("")).toEqual(["Eva", "Óscar", "Berta"]);
  expect(names("", true)).toEqual(["Eva", "Óscar", "Berta", "Ana"]);
});

test("people are found by parts of name, address and team, whatever the accents", () => {
  expect(names("oscar")).toEqual(["Óscar"]);
  expect(names("fisica")).toEqual(["Eva", "Óscar"]);
  expect(names("uni fisica eva")).toEqual(["Eva"]);
  expect(names("nobody")).toEqual([]);
});
