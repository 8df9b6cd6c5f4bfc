import { expect, test } from "vitest";
import { showsAgain, withNow } from "./shows-again.ts";

const said = (values: Parameters<typeof showsAgain>[0]) => showsAgain(values).map(({ what, value, isHidden }) => `${what} ${isHidden ? "hidden" : value}`);

test("a row shows its former name and code again; of its link the host is told, and its passcode is not", () => {
  const row = { link: "https://us02web.zoom.us/j/81234567890?pwd=secret", name: "Sala Cajal", code: "SC", passcode: "271828" };
  expect(said(row)).toEqual(["name Sala Cajal", "code SC", "link us02web.zoom.us", "passcode hidden"]);
  expect(JSON.stringify(showsAgain(row))).not.toMatch(/secret|271828|81234567890/);
});

test("what was empty is said to be empty, what is no address is another link, and columns that are not mapped are left out", () => {
  expect(said({ link: null, name: null, passcode: "" })).toEqual(["name null", "link null", "passcode null"]);
  expect(said({ link: "ask the porter: 271828" })).toEqual(["link hidden"]);
  expect(said({ link: "mailto:porter@example.org" })).toEqual(["link hidden"]);
  expect(said({})).toEqual([]);
});

test("what stands in a column that was mapped since is told as changed, unless there is nothing in it", () => {
  const changed = (now: string | null) => withNow({ code: "A10" }, { name: "Aula 20" }, { code: now })[0]!.isChanged;
  expect([changed("X-77"), changed("A10"), changed(""), changed(null)]).toEqual([true, false, false, false]);
});
