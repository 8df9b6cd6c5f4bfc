import { expect, test } from "vitest";
import { waitsFor } from "./waits-for.ts";

const of = (state: "waiting" | "failed" | "done", because: string | null, retryAt: string | null = null, found = "") =>
  waitsFor({ state, because, retryAt, values: { found } });

test("an invitation waits for whoever reads the mail, a switch for an administrator, and Zoom's limits for nobody", () => {
  expect(of("waiting", "invitation_waits")).toBe("reader");
  expect(of("waiting", "provisioning_off")).toBe("administrator");
  expect(of("waiting", "user_of_former_account", "2027-03-01T00:00:00Z")).toBe("administrator");
  expect(of("waiting", "zoom_spent", "2027-03-01T00:00:00Z")).toBe("itself");
});

test("a database that is away goes on by itself, one that lets nobody in waits for an administrator", () => {
  expect(of("waiting", "database_away", "2027-03-01T00:00:00Z", "row_locked")).toBe("database");
  expect(of("waiting", "database_away", "2027-03-01T00:00:00Z", "wrong_password")).toBe("administrator");
});

test("what failed goes on by itself where there is a time for it, and waits for an administrator where there is none", () => {
  expect(of("failed", "zoom_refused", "2027-03-01T00:00:00Z")).toBe("itself");
  expect(of("failed", "zoom_refused")).toBe("administrator");
  expect(of("done", null)).toBeNull();
});
