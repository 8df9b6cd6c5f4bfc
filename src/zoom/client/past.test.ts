import { expect, test } from "vitest";
import { after, hours, minutes } from "../../lib/time.ts";
import type { MeetingRef } from "../port.ts";
import { readFact, secretOf } from "../webhooks.ts";
import { kindOf, line, NINE, people, plan, PLAIN_ROOM, ROOM, SECRET, type Line } from "./client.fixtures.ts";

/** Starts it as its host, lets two registered people in, and ends it half an hour later. */
async function held(it: Line, ref: MeetingRef): Promise<void> {
  const registrants = await it.zoom.addRegistrants(ref, people);
  await it.control("start", { meetingId: ref.id, by: { startUrl: await it.zoom.startLink(ref) } });
  for (const { joinUrl } of registrants) await it.control("join", { joinUrl });
  await it.pass(minutes(30));
  await it.zoom.endMeeting(ref);
}

const isGenuine = ({ headers, rawBody }: Line["webhooks"][number]) =>
  secretOf([SECRET], {
    timestamp: headers.get("x-zm-request-timestamp") ?? undefined,
    signature: headers.get("x-zm-signature") ?? undefined,
    rawBody,
  });

test.each(["meeting", "webinar"] as const)("of a %s that was held, its instance tells who was there", async (kind) => {
  const it = line();
  const made = await it.zoom.createMeeting(ROOM, plan({ kind }));
  await it.pass(hours(1));
  await held(it, made);
  const [instance, ...others] = await it.zoom.instances(made);

  expect(others).toEqual([]);
  expect(instance).toMatchObject({ start: after(NINE, hours(1)) });
  expect(await kindOf(it.zoom.stays(made, instance!.instanceId))).toBe("not_found");
  await it.pass(minutes(30));
  const stays = await it.zoom.stays(made, instance!.instanceId);
  expect(stays).toHaveLength(3);
  expect(stays.every((stay) => stay.processed && !stay.waitingRoom && stay.end === after(NINE, minutes(90)))).toBe(true);
  expect(stays.filter((stay) => stay.registrantId !== null)).toHaveLength(2);
  expect(stays.find((stay) => stay.name === "Sala Aula Magna")).toMatchObject({
    zoomUserId: ROOM,
    email: "sala.aula-magna@universidad.example",
    registrantId: null,
  });
});

test("a report can be read whatever slashes its instance has", async () => {
  const it = line();
  const seen = new Set<string>();
  for (let i = 0; i < 12; i++) {
    const made = await it.zoom.createMeeting(PLAIN_ROOM, plan({ mark: `bedel:${i}`, start: after(it.now(), minutes(1)) }));
    await held(it, made);
    await it.pass(minutes(30));
    const { instanceId } = (await it.zoom.instances(made))[0]!;
    seen.add(instanceId.startsWith("/") ? "begins with a slash" : instanceId.includes("/") ? "holds a slash" : "none");
    expect(await it.zoom.stays(made, instanceId)).toHaveLength(3);
  }
  expect(seen).toContain("begins with a slash");
});

test("what the sandbox tells by webhook is signed, and read as facts", async () => {
  const it = line();
  const made = await it.zoom.createMeeting(ROOM, plan());
  await it.pass(hours(1));
  await held(it, made);
  await it.zoom.removeMeeting(made);
  await it.pass(minutes(1));
  const facts = it.webhooks.map(({ rawBody }) => readFact(JSON.parse(Buffer.from(rawBody).toString()))).filter((fact) => fact !== null);
  expect(it.webhooks.every(isGenuine)).toBe(true);
  expect(facts.map((fact) => fact.is).toSorted()).toEqual([
    "ended",
    "joined",
    "joined",
    "joined",
    "left",
    "left",
    "left",
    "meeting changed",
    "meeting removed",
    "started",
  ]);
  const keys = (is: "joined" | "left") => facts.flatMap((fact) => (fact.is === is ? [fact.who.key] : [])).toSorted();
  expect(keys("left")).toEqual(keys("joined"));
  expect(facts.find((fact) => fact.is === "ended")).toMatchObject({ meetingId: made.id, at: after(NINE, minutes(90)) });
});
