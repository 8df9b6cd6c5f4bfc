import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

export type Claims = { email?: string; email_verified?: boolean; name?: string };
export type OpenProvider = { issuer: string; clientId: string; clientSecret: string; people: Map<string, Claims>; stop(): Promise<void> };

/** A real OpenID provider on loopback, where whoever types a name is that person, with the claims that `people` has for it. */
export async function openProvider(redirectAddress: string, { claimsInToken = false } = {}): Promise<OpenProvider> {
  let answer: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => void answer(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const people = new Map<string, Claims>();
  const [clientId, clientSecret] = ["bedel", "a client secret / with + odd signs"];
  answer = quietly(() =>
    new Provider(issuer, {
      clients: [
        { client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectAddress], grant_types: ["authorization_code"], response_types: ["code"] },
      ],
      claims: { email: ["email", "email_verified"], profile: ["name"] },
      conformIdTokenClaims: !claimsInToken,
      pkce: { required: () => true },
      ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
      cookies: { keys: ["a cookie key for tests"] },
      findAccount: (_context: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
    }).callback(),
  );
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { issuer, clientId, clientSecret, people, stop };
}

/** It warns of what only a test would do: keys and a store of its own making. */
function quietly<T>(work: () => T): T {
  const { warn, info } = console;
  console.warn = console.info = () => undefined;
  try {
    return work();
  } finally {
    Object.assign(console, { warn, info });
  }
}

/** What a browser does there: follows, keeps cookies, fills in forms. Stops at the first address that is not the provider's. */
export async function signsInAt(issuer: string, address: string, who: string, { consents = true } = {}): Promise<URL> {
  const jar = new Map<string, string>();
  let next = await visit(jar, new URL(address));
  for (let steps = 0; steps < 12; steps += 1) {
    if (next.to !== null && next.to.origin !== issuer) return next.to;
    if (next.to !== null) next = await visit(jar, next.to);
    else if (next.text.includes('name="login"')) next = await visit(jar, next.at, { prompt: "login", login: who, password: "any" });
    else if (consents) next = await visit(jar, next.at, { prompt: "consent" });
    else next = await visit(jar, new URL(`${next.at.pathname}/abort`, issuer));
  }
  throw new Error(`the provider does not come to an end: ${next.text.slice(0, 300)}`);
}

async function visit(jar: Map<string, string>, at: URL, form?: Record<string, string>): Promise<{ at: URL; to: URL | null; text: string }> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const sent = form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) };
  const answer = await fetch(at, { ...sent, headers: { cookie }, redirect: "manual" });
  for (const [, name, value] of answer.headers.getSetCookie().map((line) => /^([^=]+)=([^;]*)/.exec(line)!)) jar.set(name!, value!);
  const location = answer.headers.get("location");
  return { at, to: location === null ? null : new URL(location, at), text: await answer.text() };
}
