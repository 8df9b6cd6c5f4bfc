import { createRoute } from "@tanstack/react-router";
import { Frame } from "./frame.tsx";
import { root } from "./root-route.tsx";

/** What stands around every page of somebody who has signed in. */
export const frame = createRoute({ getParentRoute: () => root, id: "frame", component: Frame });
export const under = { getParentRoute: () => frame };
