import { callListWords } from "../../shared/words/call-list";
import { text } from "../base/html";

export interface Call {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly card: string;
  readonly why: string;
}

/**
 * A list of calls as a page to print: a line a person, with a box to tick and room for a word. No script, every text
 * escaped.
 */
export function callListHtml(
  list: { readonly title: string; readonly note: string; readonly calls: readonly Call[] },
  paper: "letter" | "a4",
): string {
  const rows = list.calls.map(
    ({ name, phone, email, card, why }) =>
      `<tr><td class="box"><i></i></td><td><b>${text(name)}</b>${email === "" || email === name ? "" : `<br><small>${text(email)}</small>`}</td><td class="whole">${text(phone)}</td><td class="whole">${text(card)}</td><td class="whole">${text(why)}</td><td class="said"></td></tr>`,
  );
  const { name, phone, card, why, said } = callListWords.columns;
  const heads = [name, phone, card, why, said].map((title) => `<th>${text(title)}</th>`).join("");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${text(list.title)}</title><style>@page{size:${paper === "a4" ? "A4" : "letter"};margin:0}${STYLE}</style></head><body>
<h1>${text(list.title)}</h1><p>${text(list.note)}</p>
<table><thead><tr class="edge"><td colspan="6"></td></tr><tr><th></th>${heads}</tr></thead><tfoot><tr class="edge"><td colspan="6"></td></tr></tfoot><tbody>${rows.join("\n")}</tbody></table></body></html>`;
}

/** The @page rule leaves no margin, so the head and the foot of the table, which each sheet repeats, are the margin. */
const STYLE = `
*{box-sizing:border-box;margin:0;padding:0}
body{padding:12mm 12mm 0;color:#111;background:#fff;font:10pt/1.35 Inter,"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif;font-variant-numeric:tabular-nums lining-nums}
b{unicode-bidi:plaintext}
h1{font-size:16pt;letter-spacing:-.01em;margin-bottom:1mm}
p{color:#444;font-size:9pt}
table{width:100%;border-collapse:collapse}
thead{display:table-header-group}
th{text-align:left;font-weight:400;color:#555;font-size:8.5pt;padding:0 3mm 1mm 0;border-bottom:.35mm solid #111}
td{padding:1.8mm 3mm 1.8mm 0;vertical-align:top;border-bottom:.1mm solid #bbb;overflow-wrap:anywhere}
tr{break-inside:avoid}
tfoot{display:table-footer-group}
.edge td{height:10mm;padding:0;border:0}
.box{width:7mm}
.box i{display:block;width:3.6mm;height:3.6mm;border:.3mm solid #111}
.whole{white-space:nowrap}
.said{width:24mm}
small{font-size:8.5pt;color:#444}
`;
