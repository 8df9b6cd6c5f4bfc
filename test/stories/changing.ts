import { expect } from "vitest";
import { ADMINISTRATOR } from "../../sandbox/oauth/testing.ts";
import { after, before, hours, instant, iso, minutes } from "../../src/lib/time.ts";
import { sql } from "../../src/platform/database.ts";
import type { Told } from "./telling.ts";
import { ADA, connected, FIRST, generated, HOST, neverDue, page, SECOND, type Story } from "./story.ts";
import { keepsAll, staleReads } from "./wires.ts";

/** What changes when a date stands on Zoom already, disconnecting and pausing. */
export const CHANGING: Story[] = [
  {
    says: "Attention : si la séance en ligne est modifiée … après avoir été générée, c'est-à-dire moins de 24h avant le début de la séance, les modifications ne seront pas impactées sur Zoom.",
    goes: "is no limitation here: a date changed less than 24 hours before is changed on Zoom, in the same meeting, and the links go by the new time",
    tell: async (told) => {
      const { course, first } = await generated(told);
      await told.edit(course, first, { time: "12:00", title: "Física I, con ejercicios" });
      const at = after(FIRST, hours(2));
      told.so();
      expect(await told.plan(HOST)).toMatchObject([
        { id: Number(first.meeting!.id), topic: "Física I, con ejercicios", start_time: iso(at).replace(".000", "") },
      ]);
      await told.w.advanceTo(before(at, minutes(14)));
      expect(told.links(ADA).map((sent) => instant(sent) >= before(at, minutes(15)))).toEqual([true]);
    },
    off: { step: "generate", by: { dependsOn: [] } },
  },
  {
    says: "… ou annulée après avoir été générée … les modifications ne seront pas impactées sur Zoom.",
    goes: "is no limitation here: a date cancelled less than 24 hours before is gone from Zoom, and nobody gets a link",
    tell: async (told) => {
      const { course, first } = await generated(told);
      expect(await told.plan(HOST)).toHaveLength(1);
      await told.edit(course, first, { cancel: true });
      told.so();
      expect(await told.plan(HOST)).toEqual([]);
      await told.w.advanceTo(after(FIRST, hours(1)));
      expect(told.links(ADA)).toEqual([]);
    },
    off: { wire: keepsAll },
  },
  {
    says: "De même toute modification Zoom ne pourra pas être prise en compte sur les séances déjà générées, mais uniquement sur les futures séances ayant lieu plus de 24h après la modification.",
    goes: "is no limitation here: what its host changes in Zoom less than 24 hours before is the course's date within seconds, and the links go by it",
    tell: async (told) => {
      const { course, first } = await generated(told);
      const at = after(FIRST, hours(3));
      await told.editInZoom(first, at);
      told.so();
      expect((await told.dates(course))[0]!.time).toEqual({ start: at, end: after(at, hours(1)) });
      await told.w.advanceTo(before(at, minutes(14)));
      expect(told.links(ADA).map((sent) => instant(sent) >= before(at, minutes(15)))).toEqual([true]);
    },
    off: { wire: staleReads, deaf: true },
  },
  {
    says: "Vous pouvez cliquer sur « Désactiver Zoom » pour annuler le couplage. Toutes vos futures séances en ligne ne seront alors plus générées automatiquement sur Zoom.",
    goes: "once Zoom is disconnected no further date is made there",
    tell: async (told) => {
      await generated(told);
      await told.deeds.disconnect();
      await told.w.advanceTo(after(SECOND, hours(1)));
      told.so();
      expect(await told.w.meetings()).toHaveLength(1);
    },
    off: { undone: "disconnect" },
  },
  {
    says: "Les séances débutant dans moins de 24h déjà visibles sur Zoom resteront accessibles.",
    goes: "what stands on Zoom already when it is disconnected stays there, and its link goes out and leads to it",
    tell: async (told) => {
      const { first } = await generated(told);
      await told.deeds.disconnect();
      await told.w.advanceTo(before(FIRST, minutes(9)));
      expect(await told.plan(HOST)).toMatchObject([{ id: Number(first.meeting!.id) }]);
      told.so();
      expect(told.links(ADA)).toHaveLength(1);
      expect(await told.way(ADA)).toContain(first.meeting!.id);
    },
    off: { step: "sendLinks", by: neverDue },
  },
  {
    says: "Pour mettre sur pause la génération des séances en ligne sans désactiver l'intégration, vous pouvez désactiver le bouton radio. Les futures sessions ne seront alors pas générées automatiquement, mais votre backoffice restera intégré à votre compte Zoom.",
    goes: "while it is paused no date is made on Zoom, and the connection stays",
    tell: async (told) => {
      await connected(told);
      await told.course({ rule: "FREQ=DAILY;COUNT=4" });
      await told.deeds.pause();
      await told.w.advanceTo(before(FIRST, minutes(30)));
      told.so();
      expect(await told.w.meetings()).toEqual([]);
      expect(await page(told)).toMatchObject({ standing: "paused", authorizedBy: { email: ADMINISTRATOR } });
      expect((await told.w.control("apps"))["authorizations"]).toMatchObject([{ userId: HOST, endedAt: null }]);
    },
    off: { undone: "pause" },
  },
  {
    says: "(Le bouton radio activé de nouveau.)",
    goes: "on resuming what is overdue is made in order of start, what is over is not, and the rest at its usual time",
    tell: async (told) => {
      await told.w.advanceTo(instant("2027-03-03T09:45:00Z"));
      await connected(told);
      await told.deeds.pause();
      for (const time of ["16:00", "12:00", "10:50"])
        // made out of order
        await told.course({ start: `2027-03-03T${time}`, rule: "FREQ=DAILY;COUNT=3", minutes: 5, title: time });
      await told.w.advanceTo(instant("2027-03-03T10:00:00Z")); // eleven in Madrid: the first is over
      await told.deeds.resume();
      await told.w.settle();
      told.so();
      expect(await wished(told)).toEqual(["03-03 12:00", "03-03 16:00", "03-04 10:50"]);
      expect(await made(told)).toEqual(["03-03 12:00", "03-03 16:00", "03-04 10:50"]);
      await told.w.advanceTo(instant("2027-03-03T15:30:00Z"));
      expect(await made(told)).toEqual(["03-03 12:00", "03-03 16:00", "03-04 10:50", "03-04 12:00", "03-04 16:00"]);
    },
    off: { undone: "resume" },
  },
];

const brief = (startAt: unknown, title: unknown): string => `${String(startAt).slice(5, 10)} ${String(title)}`;

const made = async ({ w }: Told): Promise<string[]> => (await w.meetings()).map((meeting) => brief(meeting["startAt"], meeting["topic"])).toSorted();

/** In the order in which it is begun; many are under way together. */
const wished = ({ w }: Told): Promise<string[]> =>
  w.db.list(
    (r) => brief(iso(r["starts_at"]), r["title"]),
    sql`select s.starts_at, s.title from commands c join sessions s on s.institution_id = c.institution_id and s.id = c.session_id where c.does = 'ensureMeeting' order by c.due_at, c.key`,
  );
