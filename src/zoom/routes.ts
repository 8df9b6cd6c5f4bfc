import { isNestedWithin } from "../lib/text.ts";
import type { App } from "../platform/http.ts";
import { answerValidation, asksDoctor, deliveryKey, secretOf } from "./webhooks.ts";

type Parts = {
  /** By which deliveries are genuine; `accountId`: one that is believed of that account only, null: of any. */
  secrets(): Promise<readonly { secret: string; accountId: string | null }[]>;
  /** Keeps what came, once; must be quick: Zoom waits three seconds. `secret`: by which it was known to be genuine. */
  keep(key: string, body: unknown, secret: string): Promise<void>;
  /** What came through this door, but for what the doctor asked. Nobody waits for it. A refusal counts only with a signature: without one it is a stranger, not a Zoom with another secret. */
  heard(what: "validation" | "refusal"): void;
  /** Of an account, which says nothing of how well another one is heard. */
  heardOf(accountId: string): void;
};

/** Zoom's own are five deep. */
const DEEPEST = 50;

/** Where Zoom tells what happened: verified over the raw bytes, kept, answered; read afterwards. */
export function zoomRoutes(app: App, { secrets, keep, heard, heardOf }: Parts): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    scope.post("/webhooks/zoom", async (request, reply) => {
      const rawBody = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      const header = (name: string): string | undefined => (typeof request.headers[name] === "string" ? request.headers[name] : undefined);
      const delivery = { timestamp: header("x-zm-request-timestamp"), signature: header("x-zm-signature"), rawBody };
      const known = await secrets();
      const secret = secretOf(
        known.map((one) => one.secret),
        delivery,
      );
      const body = parsed(rawBody);
      if (secret === null || !known.some((one) => one.secret === secret && mayTell(one.accountId, body))) {
        if (delivery.signature !== undefined && !asksDoctor(body)) heard("refusal");
        return reply.code(401).send();
      }
      if (!isNestedWithin(DEEPEST, body)) return reply.code(400).send();
      const validation = answerValidation(secret, body);
      if (validation !== null) {
        if (!asksDoctor(body)) heard("validation");
        return reply.code(200).send(validation);
      }
      const accountId = accountIn(body);
      if (accountId !== null) heardOf(accountId);
      await keep(deliveryKey(rawBody), body, secret);
      return reply.code(204).send();
    });
  });
}

/** With the secret of an institution's own app, of its own account; and every app may be asked whether it is heard. */
function mayTell(accountId: string | null, body: unknown): boolean {
  const { event } = (body ?? {}) as { event?: unknown };
  return accountId === null || event === "endpoint.url_validation" || accountIn(body) === accountId;
}

function accountIn(body: unknown): string | null {
  const { payload } = (body ?? {}) as { payload?: { account_id?: unknown } | null };
  return typeof payload?.account_id === "string" ? payload.account_id : null;
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
