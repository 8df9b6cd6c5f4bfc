import "./page.css";
import "./states.css";
import { lazy, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { JoinPage } from "./join-page.tsx";
import { LanguageProvider } from "./language.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");

/** `/j/<token>`, `/r/<slug>` or `/r/mine/<token>` */
const [, door, ...rest] = location.pathname.split("/").map(decodeURIComponent);
const RegisteringPage = lazy(() => import("./registering/registering-page.tsx"));

createRoot(root).render(
  <StrictMode>
    <LanguageProvider>
      {door === "r" ? (
        <Suspense>
          <RegisteringPage path={rest} />
        </Suspense>
      ) : (
        <JoinPage token={rest[0] ?? ""} />
      )}
    </LanguageProvider>
  </StrictMode>,
);
