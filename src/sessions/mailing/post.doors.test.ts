import { expect, test } from "vitest";
import { eachDatabase } from "../../../test/support/databases.ts";
import { aWorld, NINE } from "../../../test/world.ts";
import type { DeliveryTaken, End } from "../../platform/deliveries.ts";
import { openPost } from "./post-actions.ts";

const aMail = (institutionId: string, id: string): DeliveryTaken => ({
  ...{ institutionId, key: id, id, kind: "link", step: null, sessionId: null, attendeeId: null, facts: {}, attempts: 1, mayHaveGone: false, isOfDemo: false },
  ...{ to: { name: "", email: `${id}@elsewhere.example`, language: "en", zone: "Europe/Madrid" }, dueAt: NINE, usefulUntil: null, madeAt: NINE },
});

const NEVER = new Promise<void>(() => undefined);

eachDatabase((_, open) => {
  test("mails that end while others are being written down are written down next, whether or not anybody wakes the loop", async () => {
    await using w = await aWorld(await open());
    const letGo: ((end: End) => void)[] = [];
    const post = openPost(w, () => new Promise<End>((resolve) => letGo.push(resolve)));
    post.take([aMail(w.institutionId, w.random.uuid()), aMail(w.institutionId, w.random.uuid())], new Map());
    post.begin();
    letGo[0]!({ is: "sent" });
    await Promise.resolve();
    const writing = post.write();
    letGo[1]!({ is: "sent" });
    await writing;
    expect(await post.pause(NEVER, 0)).toBe(false);
    await post.close();
    expect(post.inHand()).toBe(0);
  });
});
