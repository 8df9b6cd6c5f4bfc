import { expect, test } from "vitest";
import { aType } from "../type.fixtures.ts";
import type { AppointmentType } from "../type.ts";
import { handedTo, leftBehind } from "./handing.ts";

const type = (hosting: AppointmentType["hosting"], hostIds: string[], ownerId = "eva") => aType({ institutionId: "i", ownerId, hosting, hostIds });
const said = ({ ownerId, hosting, hostIds, active }: AppointmentType) => [ownerId, hosting, hostIds.join(), active];

test("a successor takes the place of whoever leaves, as owner and among the hosts; one who is there already once", () => {
  expect(said(handedTo(type("one", ["eva"]), "eva", "mia"))).toEqual(["mia", "one", "mia", true]);
  expect(said(handedTo(type("together", ["a", "eva", "b"], "a"), "eva", "mia"))).toEqual(["a", "together", "a,mia,b", true]);
  expect(said(handedTo(type("round robin", ["eva", "mia"]), "eva", "mia"))).toEqual(["mia", "one", "mia", true]);
});

test("without a successor nothing stays open that whoever leaves would host, and others' turns go on", () => {
  expect(said(leftBehind(type("one", ["eva"]), "eva"))).toEqual(["eva", "one", "eva", false]);
  expect(said(leftBehind(type("together", ["eva", "a"]), "eva"))).toEqual(["eva", "together", "eva,a", false]);
  expect(said(leftBehind(type("round robin", ["eva", "a", "b"], "a"), "eva"))).toEqual(["a", "round robin", "a,b", true]);
  expect(said(leftBehind(type("round robin", ["eva", "a"]), "eva"))).toEqual(["eva", "one", "a", true]);
  for (const untouched of [type("one", ["a"]), type("together", ["eva", "a"], "a")]) expect(leftBehind(untouched, "eva")).toBe(untouched);
});
