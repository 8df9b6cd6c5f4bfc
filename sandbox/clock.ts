import { after, days, earliest, instant, isInOurTimes, iso, minutes, type Instant } from "../src/lib/time.ts";
import { ok, type Answer } from "./answer.ts";
import { record } from "./call.ts";
import { goTo, html, pageAnswer, shown } from "./pages/html.ts";
import { moveClockTo, now, type World } from "./world.ts";

/** What is asked of the clock: the sandbox does all that is due, and says when there is more to do. */
type Doing = { run(): Promise<void>; nextAt(): Instant | null };

/** Further at once is a slip, and visitors would come to all that lies between. */
const MOST_DAYS = 366;

/** Forward only, by way of each moment at which anything is due, so that everything happens at its own time and in order. */
async function moveTo(world: World, target: Instant, doing: Doing): Promise<void> {
  for (await doing.run(); now(world) < target; await doing.run()) {
    const next = earliest([doing.nextAt() ?? target, target])!;
    moveClockTo(world, Math.max(next, now(world) + 1) as Instant);
  }
}

const problem = (message: string): Answer => ({ status: 400, body: { error: message } });

/** POST /control/clock. Inside a program that has a clock of its own, it is that program's to move. */
export async function answerClock(world: World, body: string, doing: Doing): Promise<Answer> {
  if (!world.options.ownClock) return { status: 409, body: { ok: false, because: "not_its_own_clock" } };
  const target = targetIn(body, now(world));
  if (typeof target === "string") return problem(target);
  await moveTo(world, target, doing);
  return ok({ now: iso(now(world)) });
}

/** The moment that is asked for, or what is wrong with it. */
function targetIn(body: string, from: Instant): Instant | string {
  let target: number;
  try {
    const { to, minutes: more } = record(JSON.parse(body));
    target = typeof more === "number" ? after(from, minutes(more)) : instant(String(to));
  } catch {
    return 'the clock needs "to" (ISO 8601) or "minutes"';
  }
  if (!isInOurTimes(target) || target < from) return `the clock goes forward only, and stands at ${iso(from)}`;
  return target > after(from, days(MOST_DAYS)) ? `the clock goes ${MOST_DAYS} days at once at most` : target;
}

/** What time it is here, and a form to move it where that may be done. */
export async function clockPage(world: World, form: URLSearchParams | null, doing: Doing): Promise<Answer> {
  if (form !== null) {
    const moved = await answerClock(world, JSON.stringify({ minutes: Number(form.get("minutes")) }), doing);
    if (moved.status === 200) return goTo(`${world.base}/clock`);
  }
  const next = doing.nextAt();
  const move = world.options.ownClock
    ? html`<form class="card" method="post" action="${world.base}/clock">
        <label>Minutes forward <input name="minutes" type="number" min="1" max="${MOST_DAYS * 24 * 60}" value="60" required /></label>
        <button>Move the clock</button>
      </form>`
    : html`<p>It belongs to the program that this sandbox is part of, and is moved there.</p>`;
  const body = html`<p>It is ${shown(now(world))} (UTC).</p>
    <p>${next === null ? "Nothing is due." : `Due next: ${shown(next)}.`}</p>
    ${form === null ? null : html`<p class="problem">The clock could not be moved so.</p>`}${move}`;
  return pageAnswer(world.base, { title: "Clock", status: form === null ? 200 : 400, body });
}
