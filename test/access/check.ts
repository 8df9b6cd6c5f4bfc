import { routesOf } from "../../src/platform/http.ts";
import { houses, type Connect, type House } from "./house.ts";
import { aPerson, ask, stranger, type Answer, type Asker } from "./people.ts";
import { answered, ASKERS, type AskerName, type Row } from "./row.ts";
import { aServer, type Server } from "./server.ts";
import { rememberState, type State } from "./state.ts";
import { ROWS } from "./table/all.ts";
import { heldIn, textsOf, textsOfSessions } from "./texts.ts";

export type Wrong = { route: string; what: string; who: string; wrong: string };
export type Report = { routes: number; cases: number; wrong: Wrong[] };

/** Tries every route as everybody, about the objects of an institution in which half of them are. */
export async function checkAccess(database: string | null, rows: readonly Row[] = ROWS): Promise<Report> {
  const server = await aServer(database);
  try {
    const routes = routesOf(server.app);
    const wrong = missing(routes, rows);
    const { tried, faults } = await tryAll(server, await setStage(server), rows);
    const known = new Set(rows.map(({ route }) => route));
    return { routes: routes.filter((route) => known.has(route)).length, cases: tried, wrong: [...wrong, ...faults] };
  } finally {
    await server.end();
  }
}

/** Each case begins with the same state. `heard` is told every answer. */
export async function tryAll(server: Server, stage: Stage, rows: readonly Row[], heard: Heard = () => undefined): Promise<{ tried: number; faults: Wrong[] }> {
  const faults: Wrong[] = [];
  let tried = 0;
  for (const row of rows)
    for (const method of methodsOf(row))
      for (const who of ASKERS) {
        faults.push(...(await tryOne(server, stage, row, method, who, heard)));
        tried += 1;
      }
  return { tried, faults };
}

type Heard = (route: string, who: AskerName, answer: Answer) => void;

/** Routes that nobody said anything of, and those that are said of and are gone. */
function missing(routes: readonly string[], rows: readonly Row[]): Wrong[] {
  const known = new Set(rows.map(({ route }) => route));
  const told = (route: string, wrong: string): Wrong => ({ route, what: "", who: "", wrong });
  return [
    ...routes.filter((route) => !known.has(route)).map((route) => told(route, "has no row in test/access/table: say there who may call it")),
    ...[...known].filter((route) => !routes.includes(route)).map((route) => told(route, "has a row in test/access/table, and the server has no such route")),
  ];
}

export type Stage = {
  places: Parameters<Row["ask"]>[0];
  askers: Record<AskerName, Pick<Asker, "cookie" | "remoteAddress">>;
  state: State;
  /** What each may never be told. */
  hidden: Record<AskerName, Set<string>>;
};

export async function setStage(server: Server, connect?: Connect): Promise<Stage> {
  const [here, elsewhere] = (await houses(server, ["Aurora", "Boreal"], connect)) as [House, House];
  const outsider = await aPerson(server, "Nadia of Nowhere", "nadia@nowhere.example");
  const mailId = (JSON.parse((await ask(server, { method: "GET", url: "/api/mailbox" }, stranger())).body) as { mails: { id: string }[] }).mails[0]!.id;
  const { db } = server.world;
  const [ofHere, ofElsewhere] = [await textsOf(db, here.institutionId), await textsOf(db, elsewhere.institutionId)];
  const sessions = [here.past, here.live, here.coming, here.changed, here.waiting, here.aside];
  const ofSessions = await textsOfSessions(
    db,
    here.institutionId,
    sessions.map(({ id }) => id),
  );
  const [all, andOthers] = [ofHere.union(ofElsewhere), ofElsewhere.union(ofSessions).union(new Set([here.course.id, here.course.title]))];
  return {
    places: { here, elsewhere, mailId },
    askers: {
      nobody: stranger(),
      "somebody of no institution": outsider,
      "its organizer": here.organizer,
      "another organizer": here.otherOrganizer,
      "an administrator": here.admin,
      "the owner": here.owner,
      "an organizer elsewhere": elsewhere.organizer,
      "an administrator elsewhere": elsewhere.admin,
      "an owner elsewhere": elsewhere.owner,
    },
    state: await rememberState(db),
    hidden: {
      nobody: all,
      "somebody of no institution": all,
      "its organizer": ofElsewhere,
      "another organizer": andOthers,
      "an administrator": ofElsewhere,
      "the owner": ofElsewhere,
      "an organizer elsewhere": ofHere,
      "an administrator elsewhere": ofHere,
      "an owner elsewhere": ofHere,
    },
  };
}

/** Whoever may get something may ask for its head, and nobody else; the sign-in library answers none. */
const methodsOf = ({ route }: Row): string[] => (route.startsWith("GET ") && !route.startsWith("GET /api/auth/") ? ["GET", "HEAD"] : [route.split(" ")[0]!]);

async function tryOne(server: Server, stage: Stage, row: Row, method: string, who: AskerName, heard: Heard): Promise<Wrong[]> {
  const what = { method, ...row.ask(stage.places) };
  const answer = await ask(server, what, stage.askers[who]);
  heard(row.route.replace(/^\w+/, method), who, answer);
  const found = await faultsOf(stage, row, method, who, answer);
  return found.map((wrong) => ({ route: row.route.replace(/^\w+/, method), what: row.what, who, wrong }));
}

const isReading = (method: string): boolean => method === "GET" || method === "HEAD";

async function faultsOf(stage: Stage, row: Row, method: string, who: AskerName, answer: Answer): Promise<string[]> {
  const expected = row.expected[ASKERS.indexOf(who)]!;
  const got = answered(answer);
  const faults = got === expected ? [] : [`expected ${expected}, got ${answer.status}: ${answer.body.slice(0, 200)}`];
  const told = row.tells(stage.places);
  const leaked = told === "everything" ? [] : heldIn(answer.body + answer.headers, stage.hidden[who]).filter((text) => !told.includes(text));
  if (leaked.length > 0) faults.push(`was told ${leaked.slice(0, 5).join(", ")}`);
  if (!isReading(method) || row.isNoted) {
    const changed = await stage.state.restore();
    if (got !== "yes" && changed.length > 0) faults.push(`was refused, and ${changed.join(", ")} changed all the same`);
  }
  return faults;
}
