import type { Log } from "./log.ts";

/** What a work that lasts may ask: `woken` resolves when more may be due meanwhile, or after a second, `later` after a second in any case; whether it should go on. */
export type Round = { woken(): Promise<void>; later(): Promise<void>; goesOn(): boolean };
/** With nobody to ask: until nothing is left. */
export const TO_THE_END: Round = { woken: () => new Promise(() => undefined), later: () => new Promise(() => undefined), goesOn: () => true };

/** A loop's work: does what is due and says how much that was. */
export type Task = {
  name: string;
  run: (round: Round) => Promise<number>;
  /** In how many milliseconds something falls due, if that is soon: then the loop looks at that moment and not up to a second later. */
  nextInMs?: () => Promise<number | null>;
  /** By itself it looks only so often, a second where nothing is said; at once when it is poked. */
  looksEveryMs?: number;
  /** After some work it waits so long for more, pokes or not: much at once costs less than little at a time, and others get their turn. A round that is asked for waits for nothing. */
  gathersMs?: number;
};

export type Worker = {
  /** Something may be due now, for all tasks or for those of these names. */
  poke(names?: readonly string[]): void;
  /** One whole round of the tasks of these names, begun after the call. Says how much there was to do. */
  round(names: readonly string[]): Promise<number>;
  stop(): Promise<void>;
};

/** The slow net under the pokes: what another process brought about is found within a second. */
const LOOKS_EVERY_MS = 1000;
/** What is due and another process has in hand. */
const LOOKS_AGAIN_AFTER_MS = 20;
/** After a surprise (the database is away): not at once again. */
const PAUSE_AFTER_ERROR_MS = 1000;

/** Each task loops by itself, so that a slow Zoom never holds up a mail. */
export function startWorker(tasks: readonly Task[], log: Log): Worker {
  const loops = tasks.map((task) => startLoop(task, log));
  const named = (names: readonly string[]): Loop[] => loops.filter((_, i) => names.includes(tasks[i]!.name));
  return {
    poke: (names) => (names === undefined ? loops : named(names)).forEach((loop) => loop.poke()),
    round: async (names) => {
      const asked = named(names);
      return (await Promise.all(asked.map((loop) => loop.round()))).reduce((all, work) => all + work, 0);
    },
    stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))),
  };
}

type Loop = { poke(): void; round(): Promise<number>; stop(): Promise<void> };

const later = (): Promise<void> => new Promise((resume) => setTimeout(resume, LOOKS_EVERY_MS));

function startLoop(task: Task, log: Log): Loop {
  const { looksEveryMs = LOOKS_EVERY_MS } = task;
  let running = true;
  let poked = true;
  let gathering = false;
  let wakeUp: () => void = () => undefined;
  let waiting: ((work: number) => void)[] = [];

  /** True once poked; false after the time. */
  const sleep = (ms: number): Promise<void> =>
    new Promise((resume) => {
      const timer = setTimeout(resume, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resume();
      };
    });

  let nextWaking: Promise<void> | null = null;
  const woken = (): Promise<void> => {
    if (poked) return Promise.resolve(void (poked = false)); // while it looked: it looks again
    nextWaking ??= sleep(LOOKS_EVERY_MS).finally(() => (nextWaking = null));
    return nextWaking;
  };

  const once = async (): Promise<number> => {
    try {
      return await task.run({ woken, later, goesOn: () => running });
    } catch (error) {
      log.error("a loop stumbled", { task: task.name, error: String(error), stack: error instanceof Error ? error.stack : "" });
      if (running) await sleep(PAUSE_AFTER_ERROR_MS);
      return 0;
    }
  };

  /** A poke meanwhile must not be slept through. */
  const untilNext = async (nextInMs: () => Promise<number | null>): Promise<number> => {
    const next = await nextInMs().catch(() => null);
    if (poked || waiting.length > 0) return 0;
    return next !== null && next <= 0 ? LOOKS_AGAIN_AFTER_MS : Math.min(looksEveryMs, Math.ceil(next ?? looksEveryMs));
  };

  const loop = async (): Promise<void> => {
    while (running) {
      poked = false;
      const asked = waiting;
      waiting = [];
      const work = await once();
      for (const answer of asked) answer(work);
      gathering = work > 0 && task.gathersMs !== undefined;
      if (waiting.length > 0 || !running) continue;
      if (gathering) await sleep(task.gathersMs!);
      else if (work === 0 && !poked) await sleep(task.nextInMs === undefined ? looksEveryMs : await untilNext(task.nextInMs));
      else await new Promise((resume) => setImmediate(resume)); // the embedded database lives in this thread: without a pause nobody would be answered while there is work
    }
    for (const answer of waiting) answer(0);
  };

  const ended = loop();
  const poke = (): void => {
    poked = true;
    if (!gathering) wakeUp();
  };
  return {
    poke,
    round: () =>
      new Promise((answer) => {
        if (!running) return answer(0);
        waiting.push(answer);
        wakeUp();
      }),
    stop: async () => {
      running = false;
      wakeUp();
      await ended;
    },
  };
}
