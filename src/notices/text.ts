import type { Block, Content, Row } from "./content.ts";

/** The mail as plain text, for readers and screens that want no HTML. */
export function textOf(content: Content): string {
  const parts = [
    content.heading,
    ...(content.greeting === null ? [] : [content.greeting]),
    ...content.blocks.map(blockText),
    ["--", ...content.foot].join("\n"),
  ];
  return `${parts.join("\n\n")}\n`;
}

function blockText(block: Block): string {
  switch (block.is) {
    case "text":
      return block.text;
    case "rows":
    case "secret":
      return block.rows.map(rowText).join("\n");
    case "quote":
      return block.text
        .split("\n")
        .map((line) => `> ${line}`)
        .join("\n");
    case "words":
      return block.paragraphs.join("\n\n");
    case "list":
      return [block.title, ...block.items.map((item) => `- ${item}`)].join("\n");
    case "address":
      return `${block.text}\n${block.address}`;
    case "button":
      return `${block.label}:\n${block.address}`;
  }
}

const rowText = (row: Row): string => row.lines.map((line, n) => (n === 0 ? `${row.label}: ${line}` : `  ${line}`)).join("\n");
