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
const RegisteringPage = lazy(() => import("./registering/registering-page.tsx"));

function pageAt(path: string): ReactNode {
  const [, place = "", ...rest] = path.split("/").map(decodeURIComponent);
  const [token = ""] = rest;
  switch (place) {
    case "p":
      return <PanelPage token={token} />;
    case "r":
      return <RegisteringPage path={rest} />;
    case "panel":
      return <AskPage />;
    default:
      return <JoinPage token={token} />;
  }
}

createRoot(root).render(
  <StrictMode>
    <LanguageProvider>
      <Suspense>{pageAt(location.pathname)}</Suspense>
    </LanguageProvider>
  </StrictMode>,
);
