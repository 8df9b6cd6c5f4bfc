import { List, MantineProvider } from "@mantine/core";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { catalogue } from "../../src/notices/messages/catalogue.ts";
import { ByItself } from "../../web/connections/before-leaving.tsx";

export type Leads = Parameters<typeof ByItself>[0]["leads"];

/** What stands on a page where somebody leaves for Zoom about what Bedel will do by itself, in plain words. */
export function saidBeforeLeaving(leads: Leads): string {
  const page = (
    <MantineProvider>
      <IntlProvider locale="en" messages={catalogue.en} timeZone="UTC">
        <List>
          <ByItself leads={leads} />
        </List>
      </IntlProvider>
    </MantineProvider>
  );
  return renderToStaticMarkup(page).replaceAll(/<style.*?<\/style>|<[^>]*>/gs, " ");
}

type Words = keyof typeof catalogue.en.connecting.before;

/** Without this text, until it is put back. */
export function unsaid(words: Words): () => void {
  const before: Record<Words, string> = catalogue.en.connecting.before;
  const was = before[words];
  before[words] = "";
  return () => void (before[words] = was);
}
