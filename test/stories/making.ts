import { expect } from "vitest";
import { ADMINISTRATOR } from "../../sandbox/oauth/testing.ts";
import { after, before, hours, instant, iso, minutes, seconds } from "../../src/lib/time.ts";
import { sql } from "../../src/platform/database.ts";
import type { Session } from "../../src/sessions/session.ts";
import { saidBeforeLeaving, type Leads } from "./reading.tsx";
import { ADA, AGNES, BRUNO, connected, DAY_BEFORE, FIRST, generated, HOST, LINKS, neverDue, page, SECOND, type Story } from "./story.ts";

/** From connecting to the links. */
export const MAKING: Story[] = [
  {
    says: "Dans « Paramètres » > « Visioconférence » > « Connect Zoom » … vous êtes redirigé sur le site de Zoom … « Autoriser ». Votre plateforme est bien associée à votre compte Zoom, dont l'email sera alors affiché sur votre écran.",
    goes: "whoever administers Zoom is sent there, allows Bedel, comes back, and the connection's page shows that e-mail address",
    tell: async (told) => {
      await connected(told);
      told.so();
      expect(await page(told)).toMatchObject({ standing: "connected", authorizedBy: { email: ADMINISTRATOR } });
    },
    off: { undone: "connect" },
  },
  {
    says: "Vous êtes alors informés de la génération automatique de vos sessions en ligne puis vous êtes automatiquement redirigé sur le site internet de Zoom.",
    goes: "before anybody is sent to Zoom the page says that each session is made there by itself, and how long before its start; the page behind a mailed link too",
    tell: async (told) => {
      await told.w.db.run(sql`delete from connections where institution_id = ${told.w.institutionId}`);
      const admin = told.w.browser(told.w.admin);
      const { body: link } = await admin.ask("POST", "/api/connection/links", { email: null, language: "en" });
      const pages = [
        await admin.ask("GET", "/api/connection/connecting"),
        await told.w.browser(null).ask("GET", `/api/connect/${String(link["address"]).split("/").at(-1)!}`),
      ];
      told.so();
      for (const { body } of pages) {
        expect(body["leads"]).toEqual({ generation: 24 * 60, links: 15 });
        expect(saidBeforeLeaving(body["leads"] as Leads)).toMatch(/made on Zoom 24 hours before it begins/);
      }
      expect(new URL(await admin.leave()).pathname).toMatch(/\/oauth\/authorize$/);
    },
    off: { unsaid: "generation" },
  },
  {
    says: "Par défaut, toutes les séances en ligne seront désormais associées à cette adresse email et animées par cet utilisateur Zoom.",
    goes: "unless told otherwise, whoever authorized hosts the dates of a course",
    tell: async (told) => {
      await connected(told);
      told.so();
      const course = await told.course();
      await told.w.advanceTo(after(DAY_BEFORE, minutes(1)));
      expect((await told.dates(course)).map(({ hostId }) => hostId)).toEqual([HOST, HOST, HOST, HOST]);
      expect(await told.w.meetings()).toMatchObject([{ hostId: HOST }]);
    },
    off: { undone: "connect" },
  },
  {
    says: "Toutes les sessions en ligne seront générées 24h avant le début de la séance et seront visibles dans l'emploi du temps Zoom de l'utilisateur utilisé pour l'intégration.",
    goes: "each date is made on Zoom 24 hours before it starts, not sooner, and stands in its host's own Zoom plan",
    tell: async (told) => {
      await connected(told);
      await told.course();
      told.so();
      for (const start of [FIRST, SECOND]) {
        await told.w.advanceTo(before(start, hours(24) + seconds(1)));
        expect(await told.plan(HOST)).toEqual([]);
        await told.w.advanceTo(after(before(start, hours(24)), minutes(1)));
        expect(await told.plan(HOST)).toMatchObject([{ topic: "Física I", start_time: iso(start).replace(".000", "") }]);
      }
    },
    off: { step: "generate", by: neverDue },
  },
  {
    says: "Grâce à l'intégration, vous pourrez proposer des séances en ligne à vos membres dont les liens seront automatiquement générés sur Zoom.",
    goes: "the members' links lead into the meeting that was made for them, and nobody made it by hand",
    tell: async (told) => {
      await generated(told);
      await told.w.advanceTo(after(LINKS, minutes(6)));
      told.so();
      expect(await told.way(ADA)).toContain(String((await told.w.meetings())[0]!["id"]));
    },
    off: { step: "generate", by: neverDue },
  },
  {
    says: "Un lien sera envoyé à chaque membre inscrit 15 minutes avant le début de la séance.",
    goes: "the link goes to each registered member between 15 and 14 minutes before each date, once",
    tell: async (told) => {
      const { course } = await generated(told);
      await told.register(course, BRUNO);
      await told.w.advanceTo(before(LINKS, seconds(1)));
      expect([told.links(ADA), told.links(BRUNO)]).toEqual([[], []]);
      await told.w.advanceTo(after(SECOND, hours(1)));
      told.so();
      for (const [i, start] of [FIRST, SECOND].entries())
        for (const member of [ADA, BRUNO]) {
          expect(told.links(member)).toHaveLength(2);
          const sent = instant(told.links(member)[i]!);
          expect([sent >= before(start, minutes(15)), sent <= before(start, minutes(14))], iso(sent)).toEqual([true, true]);
        }
    },
    off: { step: "sendLinks", by: { due: (s: Session) => before(s.time.start, minutes(5)) } },
  },
  {
    says: "… à chaque membre inscrit … (qui s'inscrit plus tard)",
    goes: "whoever registers after the links went out gets one at once",
    tell: async (told) => {
      const { course } = await generated(told);
      await told.w.advanceTo(before(FIRST, minutes(7)));
      await told.register(course, AGNES);
      told.so();
      expect(told.links(AGNES)).toHaveLength(1);
      expect(instant(told.links(AGNES)[0]!)).toBeLessThanOrEqual(before(FIRST, minutes(6)));
    },
    off: { step: "sendLinks", by: neverDue },
  },
  {
    says: "… à chaque membre inscrit … (qui n'est plus inscrit)",
    goes: "who left the course before the links go out gets none, on no date",
    tell: async (told) => {
      const { course } = await generated(told);
      await told.register(course, BRUNO);
      await told.deeds.leave(course, BRUNO);
      await told.w.advanceTo(after(SECOND, hours(1)));
      told.so();
      expect([told.links(ADA).length, told.links(BRUNO).length]).toEqual([2, 0]);
    },
    off: { undone: "leave" },
  },
];
