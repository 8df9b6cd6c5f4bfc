import type { Cell, Sheet } from "./workbook.ts";

/** A file within the workbook, in pieces. */
export type Part = { path: string; pieces: Iterable<string> };

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/**
 * The workbook's files as Office Open XML (ECMA-376) has them. Written by hand, because a library that builds every cell as an object
 * takes a second and hundreds of megabytes for a large meeting. Texts are inline and typed as texts, so none is ever a formula.
 */
export function partsOf(sheets: readonly Sheet[]): Part[] {
  const each = (write: (n: number, sheet: Sheet) => string): string => sheets.map((sheet, i) => write(i + 1, sheet)).join("");
  const whole = (path: string, text: string): Part => ({ path, pieces: [XML, text] });
  return [
    whole(
      "[Content_Types].xml",
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${each((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`)}</Types>`,
    ),
    whole("_rels/.rels", relations(`<Relationship Id="rId1" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/>`)),
    whole(
      "xl/workbook.xml",
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATION}"><sheets>${each((n, { name }) => `<sheet name="${escaped(name)}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    ),
    whole(
      "xl/_rels/workbook.xml.rels",
      relations(
        `${each((n) => `<Relationship Id="rId${n}" Type="${RELATION}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${sheets.length + 1}" Type="${RELATION}/styles" Target="styles.xml"/>`,
      ),
    ),
    whole("xl/styles.xml", STYLES),
    ...sheets.map((sheet, i) => ({ path: `xl/worksheets/sheet${i + 1}.xml`, pieces: sheetPieces(sheet) })),
  ];
}

const relations = (inner: string): string => `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;

/** The cell formats, by their place in the list. `quotePrefix` keeps a text a text when somebody edits the cell. */
const FORMAT = { heading: 1, text: 2, moment: 3 } as const;
const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1" quotePrefix="1"/><xf xfId="0" quotePrefix="1"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`;

function* sheetPieces({ widths, header, rows }: Sheet): Generator<string> {
  const frozen = `<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
  const columns = widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join("");
  yield `${XML}<worksheet xmlns="${MAIN}">${header === null ? "" : frozen}<cols>${columns}</cols><sheetData>`;
  let line = 1;
  if (header !== null) yield rowText(header, line++, FORMAT.heading);
  for (const row of rows) yield rowText(row, line++, FORMAT.text);
  yield "</sheetData></worksheet>";
}

const rowText = (cells: readonly Cell[], line: number, text: number): string =>
  `<row r="${line}">${cells.map((cell, i) => cellText(cell, `${String.fromCharCode(65 + i)}${line}`, text)).join("")}</row>`;

function cellText(cell: Cell, at: string, text: number): string {
  if (cell === null || cell === "") return "";
  if (typeof cell === "number") return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === "object") return `<c r="${at}" s="${FORMAT.moment}"><v>${cell.serial}</v></c>`;
  return `<c r="${at}" s="${text}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** `_x003D_` is how workbooks write a character by its number: who is called so is not `=`. */
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character]!).replace(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_");
