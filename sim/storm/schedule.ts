import type { Random } from "../../src/lib/random.ts";

/** Whoever waits for a turn, and whether it still can. */
export type Player = { readonly isDead: boolean };

/**
 * What runs at once in several processes is played out by one thread, one step at a time, in an order that chance decides: the same seed gives the
 * same order, and every order that the database allows can come up.
 */
export type Schedule = {
  /** Resolves when it is this one's turn; never, when it died meanwhile. */
  turn(player: Player): Promise<void>;
  /** A step in the world outside: nobody has a turn before it is done. */
  step<T>(work: () => Promise<T>): Promise<T>;
  /** Gives turns until this is done, and passes on what came of it. */
  until<T>(work: Promise<T>): Promise<T>;
};

const TICKS = 5;

export function openSchedule(random: Random): Schedule {
  const waiting: { player: Player; go: () => void }[] = [];
  let underWay = 0;
  let settled = Promise.withResolvers<void>();
  /** What follows a step runs in microtasks, and some of it a little later, such as reading a body: whoever wants a turn has asked for it by then. */
  const aLittle = async (): Promise<void> => {
    for (let tick = 0; tick < TICKS; tick += 1) await new Promise((resume) => setImmediate(resume));
  };
  const quiet = async (): Promise<void> => {
    await aLittle();
    while (underWay > 0) {
      await settled.promise;
      await aLittle();
    }
  };
  return {
    // Whoever is dead may still ask, much later: a real deadline of a call to Zoom that it made ends in it too, and would shift everybody's turns.
    turn: (player) => (player.isDead ? new Promise<void>(() => undefined) : new Promise((go) => void waiting.push({ player, go }))),
    step: async (work) => {
      underWay += 1;
      try {
        return await work();
      } finally {
        underWay -= 1;
        if (underWay === 0) {
          settled.resolve();
          settled = Promise.withResolvers();
        }
      }
    },
    until: async (work) => {
      let isOver = false;
      const over = (): void => void (isOver = true);
      void work.then(over, over);
      for (;;) {
        await quiet();
        if (waiting.length > 0) {
          const [next] = waiting.splice(Math.floor(random.unit() * waiting.length), 1);
          if (!next!.player.isDead) next!.go();
        } else if (isOver) return work;
      }
    },
  };
}
