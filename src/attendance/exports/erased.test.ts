import { parse } from "csv-parse/sync";
import { extractText } from "unpdf";
import { expect, test } from "vitest";
import { catalogue } from "../../notices/messages/catalogue.ts";
import { csvOfTotals } from "./csv.ts";
import { made } from "./drawing-actions.ts";
import { aReportOf } from "./exports.fixtures.ts";
import { draftOf } from "./words.ts";
import { workbookOf } from "./workbook.ts";

const { reports } = catalogue.en;
/** Two came; since then the people were erased. */
const erased = aReportOf(["Łukasz", "Zoë"], { rows: [], organizers: [], presence: [], peopleErasedAt: "2038-03-10T09:00:00Z" });
const draft = draftOf(erased, { language: "en", zone: "UTC" });

test("of a report whose people are erased the totals are left, in each kind of file", async () => {
  const [head, figures] = parse(csvOfTotals(erased, reports.file.totals), { bom: true }) as string[][];
  expect([head![0], head!.at(-1), figures!.slice(0, 2)]).toEqual([reports.file.totals.people, "Stayed at least 75 % of the session (in %)", ["2", "1"]]);

  const sheets = workbookOf(draft);
  expect(sheets.map((sheet) => sheet.name)).toEqual([reports.file.words.totals]);
  expect([...sheets[0]!.rows]).toContainEqual([reports.file.totals.people, 2]);

  const { text } = await extractText(new Uint8Array(await made({ format: "pdf", draft })), { mergePages: true });
  expect(text).toContain(reports.report.standing.erasedTitle);
  expect(text).not.toContain(reports.report.source.emptyTitle);
});
