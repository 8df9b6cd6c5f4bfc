import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aProcess, beatAgain, holdForDead, killProcess } from "../../../test/support/outside.ts";
import { aWorld, NINE, type TestWorld } from "../../../test/world.ts";
import { after, before, hours, minutes } from "../../lib/time.ts";
import { at, sql, type Database } from "../../platform/database.ts";
import { claimDeliveries, ended } from "../../platform/deliveries.ts";
import { MailError, type Mailer } from "../../platform/mailer.ts";
import { runDueSessions } from "../deciding/actions.ts";
import type { Session } from "../session.ts";
import { runDeliveries } from "./actions.ts";

const START = after(NINE, hours(3));

/** A session with three attendees, at the moment when its links are to be sent: decided, and nothing sent yet. */
async function aboutToSend(w: TestWorld): Promise<Session> {
  const s = await w.ask({ start: START });
  await w.attend(s, "Ana <ana@elsewhere.example>", "Bea <bea@elsewhere.example>", "Cruz <cruz@elsewhere.example>");
  await w.advanceTo(before(START, minutes(16)));
  w.clock.set({ offset: 0, frozenAt: before(START, minutes(15)) });
  await runDueSessions(w, w.neighbours);
  return s;
}

const deliveryStates = (w: TestWorld, kind = "link"): Promise<string[]> =>
  w.db.list((r) => r["state"] as string, sql`select state from deliveries where kind = ${kind} order by to_email`);

eachDatabase((_, open) => {
  test("links are sent once each, and the step tells how many", async () => {
    await using w = await aWorld(await open());
    const s = await aboutToSend(w);
    await w.settle();
    expect(await deliveryStates(w)).toEqual(["sent", "sent", "sent"]);
    expect((await w.session(s)).steps.sendLinks).toMatchObject({ is: "done", note: "links_sent", values: { sent: 3, of: 3 } });
    expect(new Set(w.letters("elsewhere").map((m) => /http:\S+\/j\/\S+/.exec(m.text)?.[0])).size).toBe(3);
  });

  test("a mail that a killed process held goes again with the same Message-ID, and is recorded as ambiguous", async () => {
    await using w = await aWorld(await open());
    await aboutToSend(w);
    const killed = await aProcess(w.db, w.random.uuid());
    const [held] = await claimDeliveries(w.db, killed, w.clock.now(), { most: 1 });
    await w.settle();
    expect((await deliveryStates(w)).filter((state) => state === "sending")).toHaveLength(held!.kind === "link" ? 1 : 0);
    await w.mailer.send({
      messageId: `<${held!.id}@bedel>`,
      to: { name: "", email: held!.to.email },
      date: NINE,
      letter: { subject: "the first copy", text: "", html: "", calendar: null },
    });
    await killProcess(w.db, killed);
    await w.settle();
    const copies = w.letters(held!.to.email).filter((m) => m.messageId.includes(held!.id));
    expect(copies).toHaveLength(2);
    expect(await w.db.one((r) => r["state"] as string, sql`select state from deliveries where id = ${held!.id}`)).toBe("ambiguous");
  });

  test("a process that the others hold for dead sends nothing until it has beaten again: they would send the same", async () => {
    await using w = await aWorld(await open());
    const s = await aboutToSend(w);
    const before = w.letters().length;
    await holdForDead(w.db, w.process);
    await runDeliveries(w, w.neighbours, w.mailer, w.process);
    expect(w.letters()).toHaveLength(before);
    await beatAgain(w.db, w.process);
    await runDeliveries(w, w.neighbours, w.mailer, w.process);
    expect((await w.session(s)).steps.sendLinks).toMatchObject({ is: "done", values: { sent: 3, of: 3 } });
  });

  test("a process killed after its last mail and before it said so leaves no step under way", async () => {
    await using w = await aWorld(await open());
    const s = await aboutToSend(w);
    const killed = await aProcess(w.db, w.random.uuid());
    const mails = await claimDeliveries(w.db, killed, w.clock.now(), { most: 60 });
    await ended(w.db, mails.map((mail) => ({ mail, end: { is: "sent" } })), w.clock.now()); // prettier-ignore
    await killProcess(w.db, killed);
    await runDeliveries(w, w.neighbours, w.mailer, w.process);
    expect((await w.session(s)).steps.sendLinks).toMatchObject({ is: "done", values: { sent: 3, of: 3 } });
    expect((await w.session(s)).steps.handOver.is).toBe("done");
  });

  test("mails whose sending could not be written down go again from the same process, once the others of their round are out", async () => {
    await using w = await aWorld(await open());
    await aboutToSend(w);
    let away = false;
    const transaction: Database["transaction"] = (work) => (away ? Promise.reject(new Error("the database is away")) : w.db.transaction(work));
    let out = 0;
    const mailer: Mailer = { ...w.mailer, send: async (mail) => (await w.mailer.send(mail), (away = true), void (out += 1)) };
    const due = await w.db.one((r) => Number(r["due"]), sql`select count(*) as due from deliveries where state = 'queued' and due_at <= ${at(w.clock.now())}`);
    await expect(runDeliveries({ ...w, db: { ...w.db, transaction } }, w.neighbours, mailer, w.process)).rejects.toThrow("away");
    expect(out).toBe(due);

    await w.settle();
    expect(await deliveryStates(w)).toEqual(["ambiguous", "ambiguous", "ambiguous"]);
    w.surprises.length = 0;
  });

  test("one mail that can't be written holds up no other, and is told to who looks after the server", async () => {
    await using w = await aWorld(await open());
    const s = await aboutToSend(w);
    await w.db.run(sql`update deliveries set facts = '{}' where to_email = 'bea@elsewhere.example'`);
    await w.settle();
    expect(await deliveryStates(w)).toEqual(["sent", "queued", "sent"]);
    expect(w.surprises.splice(0)).toHaveLength(1);
    await w.advanceTo(after(START, hours(1)));
    expect(w.surprises.splice(0).length).toBeGreaterThan(0);
    expect(await deliveryStates(w)).toEqual(["sent", "failed", "sent"]);
    expect((await w.session(s)).steps.sendLinks).toMatchObject({ is: "done", values: { sent: 2, of: 3 } });
  });

  test("an address that is refused is not tried again, and the others get theirs", async () => {
    await using w = await aWorld(await open());
    w.mailbox.treat((address) => (address.startsWith("bea") ? "refuse" : "take"));
    const s = await aboutToSend(w);
    await w.settle();
    expect(await deliveryStates(w)).toEqual(["sent", "refused", "sent"]);
    expect((await w.session(s)).steps.sendLinks).toMatchObject({ is: "done", values: { sent: 2, of: 3 } });
  });

  test("a mail server that says later is asked again until it takes them", async () => {
    await using w = await aWorld(await open());
    w.mailbox.treat(() => "later");
    const s = await aboutToSend(w);
    await w.settle();
    expect((await w.session(s)).steps.sendLinks.is).toBe("started");
    w.mailbox.treat(() => "take");
    await w.pass(minutes(3));
    expect(await deliveryStates(w)).toEqual(["sent", "sent", "sent"]);
    expect((await w.session(s)).steps.sendLinks.is).toBe("done");
  });

  test("a mail whose answer was lost comes twice, both copies the same, and is recorded so", async () => {
    await using w = await aWorld(await open());
    w.mailbox.treat((address) => (address.startsWith("ana") ? "take, then hang up" : "take"));
    await aboutToSend(w);
    await w.settle();
    w.mailbox.treat(() => "take");
    await w.pass(minutes(4.5));
    const copies = w.letters("ana");
    expect(copies.length).toBeGreaterThan(1);
    expect(new Set(copies.map((m) => m.messageId)).size).toBe(1);
    expect(await deliveryStates(w)).toEqual(["ambiguous", "sent", "sent"]);
  });

  test("where the organizer's address is refused, the room is handed over on the page and administrators hear of it", async () => {
    await using w = await aWorld(await open());
    w.mailbox.treat((address) => (address.startsWith("lukasz") ? "refuse" : "take"));
    const s = await aboutToSend(w);
    await w.settle();
    expect((await w.session(s)).steps.handOver).toMatchObject({ is: "failed", because: "mail_refused" });
    expect((await w.room()).password.occupiedBy).toBe(s.id);
    expect(w.letters("begona")).toHaveLength(1);
    await w.advanceTo(after(START, hours(2)));
    expect((await w.session(s)).steps.close.is).toBe("done");
  });

  test("no mail holds a secret in the database, and none goes out once what it told is no longer so", async () => {
    await using w = await aWorld(await open());
    w.mailbox.treat((address) => (address.startsWith("lukasz") ? "later" : "take"));
    const s = await aboutToSend(w);
    await w.advanceTo(after(START, minutes(71)));
    w.mailbox.treat(() => "take");
    await w.pass(minutes(5));
    expect((await w.session(s)).steps.close.is).toBe("done");
    expect(w.letters("lukasz").filter((m) => /password:/i.test(m.text))).toEqual([]);
    expect(await w.db.list((r) => r, sql`select 1 from deliveries where facts::text like '%password%'`)).toEqual([]);
  });

  test("a mail is wished once, however often it is wished", async () => {
    await using w = await aWorld(await open());
    const s = await aboutToSend(w);
    await w.settle();
    const again = await runDeliveries(w, w.neighbours, w.mailer, w.process);
    expect([again, w.letters("elsewhere").length]).toEqual([0, 3]);
    expect(new MailError("refused", "").kind).toBe("refused");
    expect(s.revision).toBe(1);
  });
});
