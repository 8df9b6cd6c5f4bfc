import "@fontsource-variable/inter";
import "@mantine/core/styles.css";
import "@mantine/dates/styles.css";
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import { MantineProvider, localStorageColorSchemeManager } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ConfirmProvider } from "./shell/confirm.tsx";
import { LanguageProvider, languageAtFirst } from "./shell/language.tsx";
import { meQuery } from "./shell/me.ts";
import { readAnewOnce } from "./shell/page-code.ts";
import { queryClient } from "./shell/queries.ts";
import { router } from "./shell/router.tsx";
import { Sayings } from "./shell/saying.tsx";
import { resolver, theme } from "./shell/theme.ts";
import { fetchTexts, type Texts } from "./shell/texts.ts";
import { sayWithoutTexts } from "./shell/without-texts.ts";
import "./shell/print.css";

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");

// Every page asks who reads; the answer is under way while the code of the page is fetched.
void queryClient.prefetchQuery(meQuery);

// Not awaited here: what the pages share with this file would go into files of its own, and its styles before Mantine's.
fetchTexts(languageAtFirst()).then(
  (texts) => show(root, texts),
  async () => {
    await readAnewOnce();
    sayWithoutTexts(root);
  },
);

function show(within: HTMLElement, texts: Texts): void {
  createRoot(within).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={resolver}
        defaultColorScheme="auto"
        colorSchemeManager={localStorageColorSchemeManager({ key: "bedel-colours" })}
      >
        <QueryClientProvider client={queryClient}>
          <LanguageProvider first={texts}>
            <ConfirmProvider>
              <Sayings />
              <RouterProvider router={router} />
            </ConfirmProvider>
          </LanguageProvider>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
