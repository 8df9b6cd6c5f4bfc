import { isLeft } from "../portal.ts";
import type { Promises } from "./promise.ts";

/** What is promised of classrooms and of the Zoom users that Bedel makes for them, once everything has come to rest. */
export const OF_CLASSROOMS: Promises = {
  "no Zoom user is made twice": ({ users, deeds }) => {
    const twice = [...Map.groupBy(users, ({ email }) => email.toLowerCase())].filter(([, same]) => same.length > 1);
    return { stakes: deeds.classrooms.size, wrong: twice.map(([email]) => email) };
  },
  "a classroom's link and passcode open its room": ({ classrooms }) => {
    const settled = classrooms.filter(({ state, run }) => state === "in use" && run === "done");
    return { stakes: settled.length, wrong: settled.filter(({ joins }) => !joins).map(({ name }) => name) };
  },
  "a classroom's rows show its link, name, code and passcode": ({ classrooms }) => {
    const published = classrooms.filter(({ state, run, rows }) => state === "in use" && run === "done" && rows !== null);
    return { stakes: published.length, wrong: published.filter(({ rows }) => rows!.meant !== rows!.held).map(({ name, rows }) => `${name}: ${rows!.held} in place of ${rows!.meant}`) }; // prettier-ignore
  },
  "a row that is no classroom's is as it was, or leads nowhere": ({ rowsOfNobody }) => ({
    stakes: rowsOfNobody.length,
    wrong: rowsOfNobody.filter((row) => !isLeft(row)).map((row) => JSON.stringify(row)),
  }),
  "every run is over, or says for whom it waits": ({ runs }) => ({
    stakes: runs.length,
    wrong: runs.filter(({ state, because, isDue }) => state === "running" && (isDue || because === null)).map(({ kind, state }) => `${kind} ${state}`),
  }),
};
