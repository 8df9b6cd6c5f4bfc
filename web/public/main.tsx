import "./page.css";
import "./states.css";
import { lazy, StrictMode, Suspense, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { JoinPage } from "./join-page.tsx";
import { LanguageProvider } from "./language.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");

/** Most come by `/j/`: they wait for no other page. */
const PanelPage = lazy(() => import("./panel/panel-page.tsx"));
const AskPage = lazy(() => import("./panel/ask-page.tsx"));

function pageAt(path: string): ReactNode {
  const [, place = "", token = ""] = path.split("/");
  switch (place) {
    case "p":
      return <PanelPage token={decodeURIComponent(token)} />;
    case "panel":
      return <AskPage />;
    default:
      return <JoinPage token={decodeURIComponent(token)} />;
  }
}

createRoot(root).render(
  <StrictMode>
    <LanguageProvider>
      <Suspense>{pageAt(location.pathname)}</Suspense>
    </LanguageProvider>
  </StrictMode>,
);
