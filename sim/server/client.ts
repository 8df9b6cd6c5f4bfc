/** What was answered, whatever it was. */
export type Answer = { status: number; body: Said; location: string | null };
// oxlint-disable-next-line typescript/no-explicit-any -- answers are read where they are asked for, by the contract's own shapes
export type Said = any;

/** Somebody with a browser: asks over HTTP and keeps the cookies. */
export type Client = {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  patch(path: string, body: unknown): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  delete(path: string): Promise<Answer>;
};

export function clientAt(address: string): Client {
  const cookies = new Map<string, string>();
  const ask = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { accept: "application/json", ...(cookie === "" ? {} : { cookie }), ...(body === undefined ? {} : { "content-type": "application/json" }) };
    const url = path.startsWith("http") ? path : `${address}${path}`;
    const answer = await fetch(url, { method, headers, redirect: "manual", ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(";")[0]!.split("=", 2) as [string, string];
      cookies.set(name, value);
    }
    const text = await answer.text();
    const isJson = /json/.test(answer.headers.get("content-type") ?? "");
    return { status: answer.status, body: isJson && text !== "" ? JSON.parse(text) : text, location: answer.headers.get("location") };
  };
  return {
    get: (path) => ask("GET", path),
    post: (path, body) => ask("POST", path, body ?? {}),
    patch: (path, body) => ask("PATCH", path, body),
    put: (path, body) => ask("PUT", path, body),
    delete: (path) => ask("DELETE", path),
  };
}

/** What the demo can't go on without. */
export function insisted(answer: Answer, what: string): Said {
  if (answer.status >= 200 && answer.status < 300) return answer.body;
  throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
}

export async function signedIn(address: string, email: string, password: string): Promise<Client> {
  const client = clientAt(address);
  insisted(await client.post("/api/auth/sign-in/email", { email, password }), `${email} signs in`);
  return client;
}
