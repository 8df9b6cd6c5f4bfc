import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { isIP } from "node:net";
import type { Certificate } from "./serve.ts";

const ECDSA_WITH_SHA256 = "06082a8648ce3d040302";
const COMMON_NAME = "0603550403";
const SUBJECT_ALT_NAME = "0603551d11";
const BASIC_CONSTRAINTS = "0603551d13";

/** One value of DER (X.690): its tag, its length, what is in it. */
function der(tag: number, ...parts: (Buffer | string)[]): Buffer {
  const inside = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "hex") : part)));
  const length = inside.length < 128 ? [inside.length] : [0x82, inside.length >> 8, inside.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), inside]);
}

const sequence = (...parts: (Buffer | string)[]): Buffer => der(0x30, ...parts);
const utcTime = (text: string): Buffer => der(0x17, Buffer.from(text));
const called = (name: string): Buffer => sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(name)))));
const altName = (name: string): Buffer => (isIP(name) === 4 ? der(0x87, Buffer.from(name.split(".").map(Number))) : der(0x82, Buffer.from(name)));

type Issued = { subject: string; from: string; until: string; extension: Buffer; by: (Certificate & { name: string }) | null };

/** RFC 5280: Node can read a certificate, but not make one. Without anybody by whom it is signed it signs itself. */
function issued({ subject, from, until, extension, by }: Issued): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(ECDSA_WITH_SHA256);
  const signed = sequence(
    der(0xa0, "020102"),
    der(0x02, "01"),
    algorithm,
    called(by?.name ?? subject),
    sequence(utcTime(from), utcTime(until)),
    called(subject),
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(extension)),
  );
  const whole = sequence(signed, algorithm, der(0x03, "00", sign("sha256", signed, by === null ? privateKey : createPrivateKey(by.key))));
  const cert = `-----BEGIN CERTIFICATE-----\n${whole.toString("base64").replace(/.{64}(?=.)/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
  return { cert, key: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
}

const [FROM, UNTIL] = ["200101000000Z", "491231235959Z"];

/** For these names and numbers. The moments are UTCTime. */
export const certificateFor = (names: string[], from = FROM, until = UNTIL, by: Authority | null = null): Certificate =>
  issued({ subject: "sandbox", from, until, by, extension: sequence(SUBJECT_ALT_NAME, der(0x04, sequence(...names.map(altName)))) });

/** Whose word other certificates are good by, as an institution has one for its own servers. */
export type Authority = Certificate & { name: string };

export const anAuthority = (name: string): Authority => ({
  name,
  ...issued({ subject: name, from: FROM, until: UNTIL, by: null, extension: sequence(BASIC_CONSTRAINTS, "0101ff", der(0x04, sequence("0101ff"))) }),
});
