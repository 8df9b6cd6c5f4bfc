import { makeClassroom, retireClassroom } from "../../../src/classrooms/actions.ts";
import type { Classroom } from "../../../src/classrooms/classroom.ts";
import { rename } from "../../../src/classrooms/naming-actions.ts";
import { changePasscode } from "../../../src/classrooms/passcode-actions.ts";
import { classroomsOf } from "../../../src/classrooms/store.ts";
import { pick } from "../../../src/lib/random.ts";
import { sql } from "../../../src/platform/database.ts";
import type { House } from "../house.ts";
import { openPortal, rowsFor } from "../portal.ts";
import { visit, type Visitor } from "./visitor.ts";

/** In such houses Bedel makes Zoom users: by itself, in a domain of the account's own. */
export async function provision(house: House): Promise<void> {
  const { base, tell } = house;
  house.portal = await openPortal(house);
  await base.db.run(sql`insert into provisioning (institution_id, switched_on, made_as) values (${base.institutionId}, true, 'automatic')`);
  await base.control("account", { autoCreate: true, seats: { paid: 999 } });
  tell("classrooms are made here");
}

/** Asks for a classroom, or does something with one that is there. */
export async function lookAfterRooms(v: Visitor): Promise<void> {
  const all = (await classroomsOf(v.house.base.db, v.who.institutionId)).filter(({ state }) => state === "in use");
  const chance = v.house.random.unit();
  if (all.length === 0 || chance < 0.5) return make(v, chance < 0.15 && all.length > 0 ? pick(v.house.random, all) : null);
  const one = pick(v.house.random, all);
  return pick(v.house.random, [newPasscode, newPasscode, newName, retire])(v, one);
}

const admin = (v: Visitor): Visitor => ({ ...v, who: v.house.base.admin });

/** From two doors at once, as an impatient click does: it is one wish. */
async function make(v: Visitor, replaces: Classroom | null): Promise<void> {
  const { house, deeds } = v;
  const n = deeds.classrooms.size + 1;
  const id = house.random.uuid();
  deeds.classrooms.add(id);
  const asked = {
    ...{ id, name: `Aula ${n}`, code: `A${n}`, email: `aula.${n}@universidad.example`, firstName: "Aula", lastName: String(n) },
    ...{
      licence: house.random.unit() < 0.7,
      standing: pick(house.random, ["personal meeting", "meeting without fixed time"] as const),
      ...(replaces === null ? rowsFor(house, n) : { link: null, passcode: null }), // it takes over those of the old one
    },
    ...{ replaces: replaces?.id ?? null, farewell: pick(house.random, ["nothing", "deactivate"] as const), seen: null, confirmed: true },
  };
  const doors = [v.at, pick(house.random, house.alive())];
  await Promise.all(doors.map((at) => visit(admin({ ...v, at }), `asks for ${asked.name}${replaces === null ? "" : ` in place of ${replaces.name}`}`, () => makeClassroom(at.world, house.base.admin, asked)))); // prettier-ignore
}

type Act = (v: Visitor, one: Classroom) => Promise<void>;
const newPasscode: Act = (v, { id, name }) =>
  visit(admin(v), `changes the passcode of ${name}`, () => changePasscode(v.at.world, v.house.base.admin, id, { runId: v.house.random.uuid(), passcode: null })); // prettier-ignore
const newName: Act = (v, { id, name, code }) =>
  visit(admin(v), `renames ${name}`, () => rename(v.at.world, v.house.base.admin, id, { runId: v.house.random.uuid(), name: `${name}!`, code, seen: null }));
const retire: Act = (v, { id, name }) =>
  visit(admin(v), `retires ${name}`, () => retireClassroom(v.at.world, v.house.base.admin, id, { runId: v.house.random.uuid(), farewell: "deactivate" }));
