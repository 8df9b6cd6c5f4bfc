export { allInstitutions, institutionById, membersOf } from "./store.ts";
