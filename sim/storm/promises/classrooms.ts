import type { Promises } from "./promises.ts";

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
  "every run is over, or says for whom it waits": ({ runs }) => ({
    stakes: runs.length,
    wrong: runs.filter(({ state, because, isDue }) => state === "running" && (isDue || because === null)).map(({ kind, state }) => `${kind} ${state}`),
  }),
};
