import { createRoute } from "@tanstack/react-router";
import { Frame } from "./frame.tsx";
import { root } from "./root-route.tsx";

/** What whoever is signed in sees around every page. */
export const frame = createRoute({ getParentRoute: () => root, id: "frame", component: Frame });
