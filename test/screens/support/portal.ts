import type { Page } from "playwright-core";
import pg from "pg";
import { expect } from "vitest";
import { databaseList, rowList } from "../../../src/classrooms/databases/contract.ts";
import { wordsIn, type aHouse } from "./house.ts";

const t = wordsIn("en");

/** What classrooms come to, in the university's own database and on the page of a run. */
export function portalOf(house: Awaited<ReturnType<typeof aHouse>>) {
  /** The row in the university's own database. */
  async function rowOf(key: string) {
    const { databases } = await house.administrator.get("/api/external-databases", databaseList);
    const table = databases[0]!.tables.find(({ linkColumn }) => linkColumn !== null)!;
    const { rows } = await house.administrator.get(`/api/external-tables/${table.id}/rows?search=${key}`, rowList);
    return rows.find((row) => row.key === key)!;
  }

  async function waitsAndGoesOn(page: Page, email: string): Promise<void> {
    await expect.poll(() => waitsForReader(page, email)).toBe(1);
    await house.zoom("accept-invitation", { email, password: "Typed-by-hand-7" });
    await house.moveClock({ minutes: 30 });
  }
  const waitsForReader = (page: Page, email: string): Promise<number> => page.getByText(t("classrooms.runPage.waitsFor.reader", { email })).count();

  async function comesToItsEnd(page: Page, words = t): Promise<void> {
    await expect
      .poll(
        async () => {
          await house.moveClock({ minutes: 2 });
          return page.getByRole("status").getByText(words("classrooms.runPage.states.done"), { exact: true }).count();
        },
        { timeout: 60_000, interval: 1500 },
      )
      .toBe(1);
  }

  /** What somebody else does in the university's own database. */
  async function behind(statement: string): Promise<void> {
    const { databases } = await house.administrator.get("/api/external-databases", databaseList);
    const { host, port, database, userName } = databases[0]!;
    const client = new pg.Client({ host, port, database, user: userName, password: "not asked for" });
    await client.connect();
    await client.query(statement);
    await client.end();
  }

  return { behind, rowOf, waitsAndGoesOn, waitsForReader, comesToItsEnd };
}
