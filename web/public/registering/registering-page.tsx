import "./registering.css";
import { OwnPage } from "./own-page.tsx";
import { RegisterPage } from "./register-page.tsx";

/** `/r/<slug>` or `/r/mine/<token>`. Fetched by itself, for visitors with a link to join have no need of it. */
export default function RegisteringPage({ path }: { path: readonly string[] }) {
  const [first = "", second] = path;
  return first === "mine" ? <OwnPage token={second ?? ""} /> : <RegisterPage slug={first} />;
}
