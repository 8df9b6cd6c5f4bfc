import { expect, test } from "vitest";
import { calledAs } from "./row-fields.tsx";

const NOTHING = { name: "", code: "" };
const row = (name: string | null, code: string | null) => ({ name, code });

test("a classroom that nobody has named is called as its row, and as the next row once another is chosen", () => {
  expect(calledAs(row("Aula 1", "A1"), NOTHING, NOTHING)).toEqual({ name: "Aula 1", code: "A1" });
  expect(calledAs(row("Aula 2", null), { name: "Aula 1", code: "A1" }, { name: "Aula 1", code: "A1" })).toEqual({ name: "Aula 2", code: "" });
  expect(calledAs(null, { name: "Aula 1", code: "A1" }, { name: "Aula 1", code: "A1" })).toEqual(NOTHING);
});

test("what somebody wrote stays, whatever row is chosen", () => {
  expect(calledAs(row("Aula 2", "A2"), { name: "Mi aula", code: "" }, NOTHING)).toEqual({ name: "Mi aula", code: "" });
  expect(calledAs(row("Aula 2", "A2"), { name: "Aula 1", code: "MIA" }, { name: "Aula 1", code: "A1" })).toEqual({ name: "Aula 2", code: "MIA" });
  expect(calledAs(null, { name: "Mi aula", code: "A1" }, { name: "Aula 1", code: "A1" })).toEqual({ name: "Mi aula", code: "" });
});
