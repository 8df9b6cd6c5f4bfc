import { expect, test } from "vitest";
import { faultOf } from "./faults.ts";

const said = (kind: "reconnect" | "unreachable" | "missing_scope", code: number | null, message = "") => faultOf({ kind, code, message });

test.each([
  ["an app that Zoom does not know", said("reconnect", 4702, "Invalid client_id or client_secret"), ["own_app_unknown", { field: "clientId" }]],
  ["another secret", said("reconnect", 4704, "Invalid client secret"), ["own_app_wrong_secret", { field: "clientSecret" }]],
  ["another account", said("reconnect", null, "Bad Request"), ["own_app_wrong_account", { field: "accountId" }]],
  ["an app that people authorize", said("reconnect", 4705, "unsupported grant type"), ["own_app_of_another_kind", { field: "clientId" }]],
  ["an app that was not activated", said("reconnect", 4717), ["own_app_not_activated", {}]],
  ["one that an administrator switched off", said("reconnect", 4738), ["own_app_not_activated", {}]],
  ["Zoom being away", said("unreachable", null), ["zoom_unreachable", {}]],
  ["anything else", said("reconnect", 4700, "no"), ["own_app_refused", {}]],
] as const)("%s is told beside the field it belongs to, if any", (_, told, expected) => expect(told).toEqual(expected));
