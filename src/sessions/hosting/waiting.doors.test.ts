import { afterEach, expect, test, vi } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import type { Fetch } from "../../../test/support/outside.ts";
import { aWorld, NINE, valueOf } from "../../../test/world.ts";
import { after, days, iso, minutes, type Instant } from "../../lib/time.ts";
import type { MeetingPlan } from "../../zoom/port.ts";
import { detailFor } from "../showing/actions.ts";

const START = after(NINE, days(3));
const LUKASZ = { id: "uLukasz", email: "lukasz@universidad.example" };

afterEach(() => void vi.useRealTimers());

eachDatabase((_, open) => {
  test("where Zoom hangs nobody waits longer than a few seconds: the session is there, its page says what is not known, and the clash is found later", async () => {
    let hangs = false;
    const asked = Promise.withResolvers<void>();
    const wire =
      (fetch: Fetch): Fetch =>
      (url, init) => {
        if (!hangs || !/\/users\/[^/]+\/meetings/.test(url)) return fetch(url, init);
        asked.resolve();
        return new Promise(() => undefined);
      };
    await using w = await aWorld(await open(), { people: [LUKASZ], wire });
    await w.zoomOf(w.institutionId).createMeeting(LUKASZ.id, plan(START));
    await w.pass(minutes(1));

    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    hangs = true;
    const answer = w.tryToAsk({ source: "personal", start: START });
    await asked.promise;
    await vi.advanceTimersByTimeAsync(5000);
    const s = valueOf(await answer);
    vi.useRealTimers();
    const plans = async () => (await detailFor(w, w.neighbours, w.organizer, s.id))!.plans!;
    expect(await plans()).toMatchObject({ unreadSince: iso(w.clock.now()), clash: null });

    hangs = false;
    await w.pass(minutes(2));
    expect(await plans()).toMatchObject({ unreadSince: null, clash: { from: iso(START) } });
    expect(w.letters("lukasz").map(({ subject }) => subject)).toContainEqual(expect.stringMatching(/^Another meeting at that time/));
  });
});

const plan = (start: Instant): MeetingPlan => ({
  ...{ kind: "meeting", mark: "Tutoría", title: "Tutoría", start, minutes: 60, zone: "Europe/Madrid" },
  ...{ waitingRoom: false, registration: false, passcode: "abc123" },
});
