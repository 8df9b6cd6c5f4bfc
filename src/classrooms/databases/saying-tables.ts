/** A mapped table, and how people call the database that it is in. */
export type Called = { databaseId: string; name: string; database: string };

/** How each of these is told to people. Where they are in more than one database its name alone does not say which portal is meant. */
export function sayingTables(all: readonly Pick<Called, "databaseId">[]): (table: Called) => string {
  const isOne = new Set(all.map(({ databaseId }) => databaseId)).size < 2;
  return ({ name, database }) => (isOne ? name : `${name} · ${database}`);
}
