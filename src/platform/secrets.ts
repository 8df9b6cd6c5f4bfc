import { createCipheriv, createDecipheriv, createHash, createHmac, createSecretKey, hkdfSync } from "node:crypto";
import type { Random } from "../lib/random.ts";

/**
 * What is kept in the database but must not be readable there: room passwords, registrants' links, Zoom's tokens.
 * AES-256-GCM; `about` binds a value to its place, so that one copied into another row does not open.
 */
export type Secrets = {
  seal(text: string, about: string): Uint8Array;
  open(sealed: Uint8Array, about: string): string;
  /** The same unguessable text (22 letters, 132 bits) for the same name: an address that need not be stored. */
  tokenFor(name: string): string;
  /** Keys for other parts, so that no key serves two purposes. */
  keyFor(purpose: string): string;
};

const derived = (masterKey: string, purpose: string): Buffer => Buffer.from(hkdfSync("sha256", masterKey, "bedel", purpose, 32));

/** `dataKey`: the database's own key, that `data-key.ts` keeps there wrapped. */
export function secretsWith(dataKey: string, random: Random): Secrets {
  const { seal, open } = sealing(derived(dataKey, "seal"), random);
  const naming = createSecretKey(derived(dataKey, "token")); // as bytes it would be made ready for each of the thousands of addresses of a mailing
  return {
    seal,
    open,
    tokenFor: (name) => createHmac("sha256", naming).update(name).digest("base64url").slice(0, 22),
    keyFor: (purpose) => derived(dataKey, `key:${purpose}`).toString("base64url"),
  };
}

/** A configured secret, as far as it has to do with the database: it opens the data key there, and nothing else. */
export type Wrapping = {
  /** Says which secret wrapped a key, without telling it: the right one is known before anything is opened. */
  print: Uint8Array;
  /** For databases of before there was a data key, where the secret itself is that key. */
  secret: string;
  wrap(dataKey: string): Uint8Array;
  unwrap(wrapped: Uint8Array): string;
};

/** The secret in use comes first; former ones only open what it has not wrapped yet. */
export type Keyring = { wrappings: readonly [Wrapping, ...Wrapping[]]; newDataKey(): string };

export const keyring = (secret: string, former: readonly string[], random: Random): Keyring => ({
  wrappings: [wrappingWith(secret, random), ...former.map((one) => wrappingWith(one, random))],
  newDataKey: () => Buffer.from(random.bytes(48)).toString("base64url"),
});

function wrappingWith(secret: string, random: Random): Wrapping {
  const { seal, open } = sealing(derived(secret, "wrap"), random);
  return {
    print: fingerprint(derived(secret, "key:database").toString("base64url")),
    secret,
    wrap: (dataKey) => seal(dataKey, "data key"),
    unwrap: (wrapped) => open(wrapped, "data key"),
  };
}

function sealing(key: Buffer, random: Random): Pick<Secrets, "seal" | "open"> {
  return {
    seal: (text, about) => {
      const nonce = Buffer.from(random.bytes(12));
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      cipher.setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open: (sealed, about) => {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12), { authTagLength: 16 });
      decipher.setAAD(Buffer.from(about));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
    },
  };
}

/** By which the doctor and a running server know each other: both can read the configured secret, and neither sends it. */
export const doctorsKeyOf = (secret: string): string => derived(secret, "key:doctor").toString("base64url");

/** By which a running server knows the command that asks it for a copy of its embedded database. */
export const backupKeyOf = (secret: string): string => derived(secret, "key:backup").toString("base64url");

/** How a token is looked up without being stored. */
export const fingerprint = (token: string): Uint8Array => createHash("sha256").update(token).digest();
