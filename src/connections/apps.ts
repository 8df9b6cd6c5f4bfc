/** An app as Zoom's Marketplace knows it. */
export type AppKeys = { clientId: string; clientSecret: string };

/** One Zoom, and the apps by which this server may speak to it; null where the operator registered none. */
export type ZoomApps = {
  apiBase: string;
  oauthBase: string;
  /** Where people sign in to it. */
  signIn: string;
  /** Node's `fetch`, or the sandbox's own in the same process. */
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** What accounts' plans allow, and how much of it (0 to 1) is left to their other apps. */
  limits: { plan: "free" | "pro" | "business"; leftToOthers: number };
  /** Server-to-Server, of the server's own settings. */
  account: (AppKeys & { accountId: string }) | null;
  /** Authorized for a whole account by its administrator. */
  admin: AppKeys | null;
  /** Authorized by each person for the person's own Zoom. */
  personal: AppKeys | null;
};

/** The real Zoom, and the sandbox that plays it for the demo institution; null where there is none. */
export type Zooms = { real: ZoomApps | null; sandbox: ZoomApps | null };
