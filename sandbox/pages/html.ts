import { iso, type Instant } from "../../src/lib/time.ts";
import type { Answer } from "../answer.ts";

/** Markup that is safe to put into a page. Everything else is escaped on its way in. */
export type Html = { readonly html: string };
type Part = Html | string | number | null | Html[];

const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const part = (value: Part): string => {
  if (value === null) return "";
  if (Array.isArray(value)) return value.map((one) => one.html).join("");
  return typeof value === "object" ? value.html : escaped(String(value));
};

export const html = (texts: TemplateStringsArray, ...values: Part[]): Html => ({
  html: texts.reduce((sum, text, i) => sum + text + part(values[i] ?? null), ""),
});

const STYLE = `
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;margin:0;background:Canvas;color:CanvasText}
header{background:#7a3e00;color:#fff;padding:.6rem 1rem}
header a{color:#fff;margin-right:.9rem;display:inline-block}
main{max-width:75rem;margin:0 auto;padding:1rem}
h1{font-size:1.4rem;line-height:1.25;overflow-wrap:anywhere}
form.card,.card{border:1px solid GrayText;border-radius:.6rem;padding:1rem;margin:0 0 1rem;max-width:28rem;box-sizing:border-box}
.card.wide{max-width:none}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr));gap:0 1rem;align-items:start;margin-top:1rem}
h2{font-size:1.1rem;margin:0 0 .5rem;overflow-wrap:anywhere}
label{display:block;margin:0 0 .8rem}
input,select{display:block;width:100%;box-sizing:border-box;font:inherit;padding:.5rem}
button,a.button{display:inline-block;font:inherit;padding:.6rem 1.1rem;border:0;border-radius:.5rem;background:#0b5cad;color:#fff;text-decoration:none;cursor:pointer}
button.quiet{background:#555}
button.danger{background:#a11d1d}
button.small{padding:.3rem .7rem}
form.row{display:flex;flex-wrap:wrap;gap:.5rem}
form.row input{flex:1 1 12rem;width:auto}
ul.people{list-style:none;padding:0}
li{overflow-wrap:anywhere}
ul.people li{display:flex;justify-content:space-between;gap:1rem;padding:.25rem 0}
.note{opacity:.8}
code{font-size:.85em;overflow-wrap:anywhere}
td{overflow-wrap:break-word}
td>div{max-width:24rem}
form.inline{display:inline}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid color-mix(in srgb,GrayText 40%,transparent);vertical-align:top}
.problem{border-left:.3rem solid #c62828;padding-left:.7rem}
@media(max-width:45rem){
thead{display:none}
table,tbody,tr,td{display:block}
tr{border-bottom:1px solid GrayText;padding:.4rem 0}
td{overflow-wrap:anywhere;border:0;padding:.15rem 0;display:flex;gap:.6rem}
td>div{max-width:none}
td.empty{display:none}
td::before{content:attr(data-name);flex:0 0 7.5rem;opacity:.75}}`;

export type Page = { title: string; body: Html; status?: number; refreshSeconds?: number };

/** Every page says what it is: nobody should type a real password here. */
export function pageAnswer(base: string, page: Page): Answer {
  const refresh = page.refreshSeconds === undefined ? null : html`<meta http-equiv="refresh" content="${page.refreshSeconds}" />`;
  const whole = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>${page.title} · Sandbox</title>
        ${refresh}
        <style>
          ${{ html: STYLE }}
        </style>
      </head>
      <body>
        <header>
          <strong>This is the sandbox, not Zoom.</strong> Nobody is really called here.<br />
          <a href="${base}/signin">Sign in</a><a href="${base}/live">Live</a><a href="${base}/meetings">Meetings</a><a href="${base}/users">Users</a
          ><a href="${base}/mails">Mails</a><a href="${base}/calls">Calls</a><a href="${base}/webhooks">Webhooks</a><a href="${base}/apps">Apps</a
          ><a href="${base}/faults">Faults</a><a href="${base}/clock">Clock</a>
        </header>
        <main>
          <h1>${page.title}</h1>
          ${page.body}
        </main>
      </body>
    </html>`;
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  };
  return { status: page.status ?? 200, body: whole.html, headers };
}

/** `2027-01-31 10:00:00`, in UTC. */
export const shown = (moment: Instant): string => iso(moment).replace("T", " ").slice(0, 19);

export const goTo = (address: string): Answer => ({ status: 303, headers: { location: address } });

export function table(heads: string[], rows: (string | number | Html)[][]): Html {
  if (rows.length === 0) return html`<p>Nothing yet.</p>`;
  const head = heads.map((text) => html`<th scope="col">${text}</th>`);
  const body = rows.map(
    (row) =>
      html`<tr>
        ${row.map((cell, i) => html`<td data-name="${heads[i] ?? ""}" class="${cell === "" ? "empty" : ""}"><div>${cell}</div></td>`)}
      </tr>`,
  );
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  </div>`;
}
