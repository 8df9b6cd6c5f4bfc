import { escapeHtml, isWebAddress } from "./clean.ts";
import type { Block, Content, Row } from "./content.ts";
import type { Language } from "./facts.ts";

const FONT = "font-family:Inter,-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const MONO = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace";

/**
 * Tables and styles on each element, because mail programs drop style sheets; the sheet only adds dark colours and phone widths where
 * it is read. No image, so nothing is missing and nobody learns who has opened it.
 */
const SHEET = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (max-width:600px){.out{padding:12px 8px!important}.in{padding:22px 18px!important}.lab{display:block!important;width:auto!important;padding:8px 0 0!important}.val{display:block!important;padding:2px 0 0!important}}
@media (prefers-color-scheme:dark){.bg{background:#17181b!important}.card{background:#1e1f23!important;border-color:#33353b!important}.ink,.val{color:#f2f3f5!important}.dim,.lab{color:#a2a8b3!important}.box{background:#262b45!important;border-color:#3d4ed0!important}.quote{border-color:#a5b0fa!important}.a{color:#a5b0fa!important}}
`.replaceAll("\n", "");

export function htmlOf(content: Content, language: Language): string {
  const e = escapeHtml;
  const greeting = content.greeting === null ? "" : paragraph(content.greeting);
  return `<!doctype html>
<html lang="${language}" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><meta name="format-detection" content="telephone=no,date=no,address=no"><title>${e(content.subject)}</title><style>${SHEET}</style></head>
<body class="bg" style="margin:0;padding:0;background:#f6f7f9;-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${e(content.subject)}</div>
<table role="presentation" class="bg" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f6f7f9"><tr><td class="out" align="center" style="padding:32px 16px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;background:#ffffff;border:1px solid #e2e5ea;border-radius:14px"><tr><td class="in" style="padding:32px 36px;${FONT}">
<div style="width:36px;height:4px;border-radius:2px;background:#3d4ed0;margin:0 0 18px;line-height:4px;font-size:0">&nbsp;</div>
<h1 class="ink" style="margin:0 0 16px;overflow-wrap:anywhere;font-size:22px;line-height:1.3;font-weight:650;color:#1b1e24;${FONT}">${e(content.heading)}</h1>
${greeting}${content.blocks.map(blockHtml).join("\n")}
</td></tr></table>
<p class="dim" style="max-width:560px;margin:16px 8px 0;font-size:13px;line-height:1.5;color:#565e6b;${FONT}">${content.foot.map(bdi).join("<br>")}</p>
</td></tr></table>
</body></html>
`;
}

/** Words from people stand apart, so that right-to-left ones don't turn around what is beside them. */
const bdi = (text: string): string => `<bdi>${escapeHtml(text)}</bdi>`;

const paragraph = (text: string): string =>
  `<p class="ink" style="margin:0 0 16px;font-size:16px;line-height:1.55;color:#1b1e24;${FONT}">${escapeHtml(text)}</p>`;

function blockHtml(block: Block): string {
  switch (block.is) {
    case "text":
      return paragraph(block.text);
    case "rows":
      return rowsHtml(block.rows, "margin:0 0 20px");
    case "secret":
      return `<table role="presentation" class="box" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px;background:#eef1ff;border:1px solid #b9c2fb;border-radius:10px"><tr><td style="padding:12px 18px 14px">${rowsHtml(block.rows, "", stackedRow)}</td></tr></table>`;
    case "quote":
      return `<blockquote class="ink quote" style="margin:0 0 20px;padding:4px 0 4px 16px;border-left:3px solid #3d4ed0;overflow-wrap:anywhere;font-size:16px;line-height:1.55;color:#1b1e24;${FONT}">${block.text.split("\n").map(bdi).join("<br>")}</blockquote>`;
    case "words":
      return block.paragraphs
        .map(
          (one) =>
            `<p class="ink" style="margin:0 0 16px;overflow-wrap:anywhere;font-size:16px;line-height:1.55;color:#1b1e24;${FONT}">${one.split("\n").map(bdi).join("<br>")}</p>`,
        )
        .join("");
    case "list":
      return `<p class="ink" style="margin:0 0 6px;font-size:16px;line-height:1.55;font-weight:600;color:#1b1e24;${FONT}">${escapeHtml(block.title)}</p><ul class="ink" style="margin:0 0 20px;padding:0 0 0 20px;font-size:15px;line-height:1.55;color:#1b1e24;${FONT}">${block.items.map((item) => `<li style="margin:0 0 4px;overflow-wrap:anywhere">${bdi(item)}</li>`).join("")}</ul>`;
    case "address":
      return addressHtml(block.text, block.address);
    case "button":
      return buttonHtml(block.label, block.address);
  }
}

const rowsHtml = (rows: readonly Row[], style: string, rowHtml = rowBeside): string =>
  `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="${style}">${rows.map(rowHtml).join("")}</table>`;

const LABEL = `font-size:14px;line-height:1.5;color:#565e6b;${FONT}`;
const VALUE = "line-height:1.5;color:#1b1e24;word-break:break-word;overflow-wrap:anywhere";

function linesOf(row: Row): { style: string; html: string } {
  const exact = row.exact === true ? `font-size:17px;font-weight:600;${MONO}` : `font-size:15px;${FONT}`;
  const lines = row.lines.map((line, n) => (n === 0 ? bdi(line) : `<span class="dim" style="color:#565e6b">${bdi(line)}</span>`));
  return { style: `${VALUE};${exact}`, html: lines.join("<br>") };
}

/** Facts: the label beside the value. */
function rowBeside(row: Row): string {
  const { style, html } = linesOf(row);
  return `<tr><td class="lab" valign="top" style="width:128px;padding:6px 12px 6px 0;${LABEL}">${escapeHtml(row.label)}</td><td class="val" valign="top" style="padding:6px 0;${style}">${html}</td></tr>`;
}

/** What is copied letter by letter: the label above, so that a long user name has the whole line and is not broken. */
function stackedRow(row: Row): string {
  const { style, html } = linesOf(row);
  return `<tr><td style="padding:6px 0"><div class="lab" style="${LABEL}">${escapeHtml(row.label)}</div><div class="val" style="${style}">${html}</div></td></tr>`;
}

/** The address stands below the button too: it can be copied, and seen before it is opened. */
function addressHtml(text: string, address: string): string {
  const shown = escapeHtml(address);
  const link = isWebAddress(address) ? `<a class="a" href="${shown}" style="color:#3d4ed0;text-decoration:underline">${shown}</a>` : shown;
  return `<p class="dim" style="margin:0 0 20px;font-size:14px;line-height:1.5;color:#565e6b;word-break:break-word;overflow-wrap:anywhere;${FONT}">${escapeHtml(text)}<br>${link}</p>`;
}

function buttonHtml(label: string, address: string): string {
  const shown = escapeHtml(address);
  const below = `<p class="dim" style="margin:0 0 20px;font-size:13px;line-height:1.5;color:#565e6b;word-break:break-all;${FONT}">`;
  if (!isWebAddress(address)) return `${below}${escapeHtml(label)}: ${shown}</p>`;
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 8px"><tr><td bgcolor="#3d4ed0" style="border-radius:8px;background:#3d4ed0"><a href="${shown}" style="display:inline-block;padding:12px 22px;font-size:16px;line-height:1.3;font-weight:600;color:#ffffff;text-decoration:none;border-radius:8px;${FONT}">${escapeHtml(label)}</a></td></tr></table>${below}<a class="a" href="${shown}" style="color:#3d4ed0;text-decoration:underline">${shown}</a></p>`;
}
