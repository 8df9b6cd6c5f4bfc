import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync } from "node:crypto";
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

export function secretsWith(masterKey: string, random: Random): Secrets {
  const derive = (purpose: string): Buffer => Buffer.from(hkdfSync("sha256", masterKey, "bedel", purpose, 32));
  const sealing = derive("seal");
  const naming = derive("token");
  return {
    seal: (text, about) => {
      const nonce = Buffer.from(random.bytes(12));
      const cipher = createCipheriv("aes-256-gcm", sealing, nonce);
      cipher.setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open: (sealed, about) => {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv("aes-256-gcm", sealing, bytes.subarray(0, 12));
      decipher.setAAD(Buffer.from(about));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
    },
    tokenFor: (name) => createHmac("sha256", naming).update(name).digest("base64url").slice(0, 22),
    keyFor: (purpose) => derive(`key:${purpose}`).toString("base64url"),
  };
}

/** How a token is looked up without being stored. */
export const fingerprint = (token: string): Uint8Array => createHash("sha256").update(token).digest();
