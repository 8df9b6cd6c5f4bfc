import { isNestedWithin } from "../lib/text.ts";
import type { App } from "../platform/http.ts";
import { answerValidation, deliveryKey, verifySignature } from "./webhooks.ts";

type Parts = {
  secrets: readonly string[];
  /** Keeps what came, once; must be quick: Zoom waits three seconds. */
  keep(key: string, body: unknown): Promise<void>;
};

/** Zoom's own are five deep. */
const DEEPEST = 50;

/** Where Zoom tells what happened: verified over the raw bytes, kept, answered; read afterwards. */
export function zoomRoutes(app: App, { secrets, keep }: Parts): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    scope.post("/webhooks/zoom", async (request, reply) => {
      const rawBody = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      const header = (name: string): string | undefined => (typeof request.headers[name] === "string" ? request.headers[name] : undefined);
      const body = parsed(rawBody);
      if (!verifySignature(secrets, { timestamp: header("x-zm-request-timestamp"), signature: header("x-zm-signature"), rawBody }))
        return reply.code(401).send();
      if (!isNestedWithin(DEEPEST, body)) return reply.code(400).send();
      const validation = answerValidation(secrets[0]!, body);
      if (validation !== null) return reply.code(200).send(validation);
      await keep(deliveryKey(rawBody), body);
      return reply.code(204).send();
    });
  });
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
