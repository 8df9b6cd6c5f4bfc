import { ended, putBack, type DeliveryTaken, type End } from "../../platform/deliveries.ts";
import { AT_ONCE } from "../../platform/mailer.ts";
import type { World } from "../../world.ts";
import type { Session } from "../session.ts";
import { domainOf, takeTurns, type UnderWay } from "./turns.ts";

/** So many ends are written down together, or as many as there are by then. */
const WRITTEN_TOGETHER = 240;
const WRITTEN_AFTER_MS = 400;

type Sessions = ReadonlyMap<string, Session>;

/** The mails in hand: begun as connections get free, and written down when some have ended. */
export function openPost({ db, clock }: Pick<World, "db" | "clock">, send: (mail: DeliveryTaken, session: Session | null) => Promise<End>) {
  const turns = takeTurns(AT_ONCE);
  const underWay = new Map<DeliveryTaken, UnderWay & { work: Promise<void> }>();
  let sessions: Sessions = new Map();
  let ends: { mail: DeliveryTaken; end: End }[] = [];
  let writtenAt = clock.machine();
  let [told, few]: [() => void, number] = [() => undefined, 0];
  const wantsWriting = (): boolean =>
    ends.length >= WRITTEN_TOGETHER || (ends.length > 0 && (underWay.size === 0 || clock.machine() - writtenAt > WRITTEN_AFTER_MS));
  const start = (mail: DeliveryTaken): void => {
    const [domain, since] = [domainOf(mail.to.email), clock.machine()];
    const work = send(mail, sessions.get(mail.sessionId ?? "") ?? null).then((end) => {
      underWay.delete(mail);
      turns.took(domain, clock.machine() - since);
      ends.push({ mail, end });
      begin();
      if (wantsWriting() || turns.waiting() < few) told();
    });
    underWay.set(mail, { domain, since, work });
  };
  const begin = (): void => {
    while (underWay.size < AT_ONCE) {
      const mail = turns.next(underWay.values(), clock.machine());
      if (mail === null) return;
      start(mail);
    }
  };
  const write = async (): Promise<void> => {
    const written = ends;
    ends = [];
    writtenAt = clock.machine();
    await ended(db, written, clock.now());
  };
  return {
    begin,
    write,
    take: (mails: readonly DeliveryTaken[], about: Sessions): void => {
      sessions = new Map([...sessions, ...about]);
      turns.add(mails);
    },
    full: turns.full,
    waiting: turns.waiting,
    inHand: (): number => underWay.size + turns.all() + ends.length,
    wantsWriting,
    /** Until some have ended that want to be written down, or fewer than `few` are left to begin. True: `other` came before. */
    pause: (other: Promise<void>, fewer: number): Promise<boolean> =>
      new Promise((resume) => {
        if (wantsWriting()) return resume(false); // they ended while something else was waited for, and nobody was there to be told
        [told, few] = [() => resume(false), fewer];
        void other.then(() => resume(true));
      }),
    close: async (): Promise<void> => {
      const rest = turns.rest();
      turns.clear();
      if (rest.length > 0) await putBack(db, rest).catch(() => undefined); // then they count as begun, and go all the same
      await Promise.all([...underWay.values()].map(({ work }) => work));
      await write();
    },
  };
}
