import { expect, test } from "vitest";
import { z } from "zod";
import type { SessionView } from "../../src/sessions/contract.ts";
import { aHouse, look, wordsIn } from "./support/house.ts";
import type { Screen } from "../support/browser.ts";

const house = await aHouse({ rooms: 1 });
const t = wordsIn("en");
const m = (key: string, values?: Record<string, string | number>): string => t(`reports.report.matching.${key}` as never, values as never);

/** Ana comes by her link and is let in, Jan waits at the door, and Eva calls by telephone, of which Zoom tells no address. */
test("whoever came by telephone is seen while the session runs, and matched by hand in its report, which counts it at once", async () => {
  const session = await house.administrator.ask({ start: "2027-03-01T10:00", title: "Anatomy of the hand", admission: "manual" });
  const lines = "Ana Ruiz, ana@people.example\nJan Nowak, jan@people.example\nEva Gil, eva@people.example";
  await house.administrator.post(`/api/sessions/${session.id}/attendees`, { lines });
  await house.moveClock({ to: "2027-03-01T09:00:00Z" });
  const meetingId = await opens(session);
  for (const person of ["ana", "jan"]) await house.zoom("join", { joinUrl: await wayOf(person) });
  await house.zoom("join", { meetingId, name: "Gil Eva", dialIn: true });
  await house.zoom("admit", { meetingId, name: "Ana Ruiz" });
  await house.zoom("admit", { meetingId, name: "Gil Eva" });
  const screen = await house.open(`/sessions/${session.id}`, "administrator");
  await seesWhoIsIn(screen);

  await house.moveClock({ minutes: 50 });
  for (let hour = 0; hour < 4; hour += 1) await house.moveClock({ minutes: 60 });
  await screen.page.goto(`/sessions/${session.id}/report`);
  await matchesTheTelephone(screen);
  await screen.page.goto("/reports");
  await screen.page.getByRole("heading", { name: t("reports.summary.title") }).waitFor();
  await look(screen, "reports-summary");
});

async function opens({ id }: SessionView): Promise<string> {
  const { url } = z.object({ url: z.string() }).parse(await house.administrator.post(`/api/sessions/${id}/start`));
  const meetingId = /\/s\/(\d+)/.exec(url)![1]!;
  await house.zoom("start", { meetingId, by: { startUrl: url } });
  return meetingId;
}

/** Where the mailed link leads. */
async function wayOf(person: string): Promise<string> {
  const read = <S extends z.ZodType>(path: string, shape: S): Promise<z.output<S>> => house.administrator.get(path, shape);
  const { mails } = await read(`/api/mailbox?to=${person}@people.example`, z.object({ mails: z.array(z.object({ id: z.string() })) }));
  const { text } = await read(`/api/mailbox/${mails[0]!.id}`, z.object({ text: z.string() }));
  const token = /\/j\/([A-Za-z0-9_-]+)/.exec(text)![1]!;
  return z.object({ url: z.string() }).parse(await house.administrator.post(`/api/j/${token}/join`)).url;
}

async function seesWhoIsIn(screen: Screen): Promise<void> {
  const { page } = screen;
  const live = page.getByRole("region", { name: t("session.live.title") });
  await expect.poll(() => live.innerText(), { timeout: 10_000 }).toContain(t("session.live.inside", { n: 2 }));
  await expect.poll(() => live.getByRole("list", { name: t("session.live.door") }).innerText()).toContain("Jan Nowak");
  expect(await live.getByRole("listitem").filter({ hasText: "Gil Eva" }).innerText()).toContain(t("session.live.guest"));
  await look(screen, "session-live-list");
}

async function matchesTheTelephone(screen: Screen): Promise<void> {
  const { page } = screen;
  const reads = (words: string) => expect.poll(() => page.getByRole("main").innerText()).toContain(words);
  await reads(t("reports.report.facts.peopleOf", { came: 1, registered: 3 }));
  await reads(m("likely", { name: "Eva Gil" }));
  await look(screen, "report-to-match");
  await page.getByRole("button", { name: m("isPersonOf", { guest: "Gil Eva", name: "Eva Gil" }) }).click();
  await reads(t("reports.report.facts.peopleOf", { came: 2, registered: 3 }));
  await reads(m("saidPerson", { guest: "Gil Eva", name: "Eva Gil" }));
  await look(screen, "report-matched");

  await page.getByRole("button", { name: m("undoOf", { guest: "Gil Eva" }) }).click();
  await reads(t("reports.report.facts.peopleOf", { came: 1, registered: 3 }));
  await page.getByRole("combobox", { name: m("chooseFor", { guest: "Gil Eva" }) }).fill("eva");
  await page.getByRole("option", { name: /Eva Gil/ }).click();
  await reads(t("reports.report.facts.peopleOf", { came: 2, registered: 3 }));
  await page.reload();
  await reads(t("reports.report.facts.peopleOf", { came: 2, registered: 3 }));

  await page.getByRole("link", { name: t("reports.report.toSession") }).click();
  await reads(t("lists.registration.neverWas")); // it is over: nothing is to come any more
}
