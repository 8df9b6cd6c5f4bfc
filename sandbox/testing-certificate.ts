import { generateKeyPairSync, sign } from "node:crypto";
import type { Certificate } from "./serve.ts";

const ECDSA_WITH_SHA256 = "06082a8648ce3d040302";
const COMMON_NAME = "0603550403";
const SUBJECT_ALT_NAME = "0603551d11";

/** One value of DER (X.690): its tag, its length, what is in it. */
function der(tag: number, ...parts: (Buffer | string)[]): Buffer {
  const inside = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "hex") : part)));
  const length = inside.length < 128 ? [inside.length] : [0x82, inside.length >> 8, inside.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), inside]);
}

const sequence = (...parts: (Buffer | string)[]): Buffer => der(0x30, ...parts);
const utcTime = (text: string): Buffer => der(0x17, Buffer.from(text));

/** A certificate for these names that signs itself (RFC 5280): Node can read one, but not make one. The moments are UTCTime. */
export function certificateFor(names: string[], from = "200101000000Z", until = "491231235959Z"): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(ECDSA_WITH_SHA256);
  const self = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from("sandbox")))));
  const altNames = sequence(...names.map((name) => der(0x82, Buffer.from(name))));
  const signed = sequence(
    der(0xa0, "020102"),
    der(0x02, "01"),
    algorithm,
    self,
    sequence(utcTime(from), utcTime(until)),
    self,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(sequence(SUBJECT_ALT_NAME, der(0x04, altNames)))),
  );
  const whole = sequence(signed, algorithm, der(0x03, "00", sign("sha256", signed, privateKey)));
  const cert = `-----BEGIN CERTIFICATE-----\n${whole.toString("base64").replace(/.{64}(?=.)/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
  return { cert, key: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
}
