import { expect, test } from "vitest";
import { bench, meetingOf, ROOM, startByAddress } from "../testing.ts";
import { FIRST_PASSWORD } from "../university.ts";

test("every page says that it is the sandbox and not Zoom", async () => {
  const b = await bench();
  const made = await meetingOf(b);
  for (const path of ["/signin", "/live", "/meetings", "/users", "/calls", "/webhooks", "/faults", "/clock", made["join_url"], made["start_url"], "/nowhere"]) {
    expect((await b.page(path)).text).toContain("This is the sandbox, not Zoom.");
  }
});

test("who signs in sees the room's meetings and can start one; a wrong password is refused", async () => {
  const b = await bench();
  const { id } = await meetingOf(b);
  expect((await b.page("/signin", { email: ROOM, password: "wrong" })).status).toBe(401);
  const inside = await b.page("/signin", { email: ROOM, password: FIRST_PASSWORD });
  const address = /href="([^"]*\/s\/\d+\?zak=[^"]*)"/.exec(inside.text)![1]!.replaceAll("&#38;", "&");
  expect((await b.page(address, { do: "start" })).status).toBe(303);
  expect((await b.api("GET", `/meetings/${id}`)).body["status"]).toBe("started");
  expect((await b.page(address)).text).toContain("You are the host");
  await b.page(address, { do: "end" });
  expect((await b.api("GET", `/meetings/${id}`)).body["status"]).toBe("waiting");
});

test("a guest joins with a name, is told to wait for the host, gets in, and leaves", async () => {
  const b = await bench();
  const made = await meetingOf(b);
  const response = await b.sandbox.fetch(new Request(made["join_url"], { method: "POST", body: "name=Eva" }));
  const here = response.headers.get("location")!;
  expect((await b.page(here)).text).toContain("Waiting for the host");
  await startByAddress(b, made["id"]);
  expect((await b.page(here)).text).toContain("You are in the meeting");
  expect((await b.page("/live")).text).toContain("Eva");
  await b.page(here, { leave: "1" });
  expect((await b.page(here)).text).toContain("You have left");
});

test("without a personal address a meeting with registration shows its form, and registering opens the door", async () => {
  const b = await bench();
  const made = await meetingOf(b, { settings: { approval_type: 0 } });
  expect((await b.page(made["join_url"])).text).toContain("Register and join");
  const response = await b.sandbox.fetch(new Request(made["join_url"], { method: "POST", body: "first_name=Eva&email=eva%40fuera.example" }));
  expect((await b.page(response.headers.get("location")!)).text).toContain('value="Eva"');
});

test("what people typed is shown as text", async () => {
  const b = await bench();
  const made = await meetingOf(b, { topic: "<script>alert(1)</script>" });
  expect((await b.page(made["join_url"])).text).not.toContain("<script>");
});

test("without the passcode in the address it is asked for", async () => {
  const b = await bench();
  const made = await meetingOf(b, { password: "abc123" });
  const bare = String(made["join_url"]).split("?")[0]!;
  expect((await b.page(bare)).text).toContain("Passcode");
  expect((await b.page(bare, { name: "Eva", passcode: "no" })).text).toContain("The passcode is wrong");
  expect((await b.page(bare, { name: "Eva", passcode: "abc123" })).status).toBe(303);
});
