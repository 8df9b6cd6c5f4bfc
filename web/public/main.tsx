import "./page.css";
import "./states.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { JoinPage } from "./join-page.tsx";
import { LanguageProvider } from "./language.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root");

/** `/j/<token>` */
const token = decodeURIComponent(location.pathname.split("/")[2] ?? "");

createRoot(root).render(
  <StrictMode>
    <LanguageProvider>
      <JoinPage token={token} />
    </LanguageProvider>
  </StrictMode>,
);
