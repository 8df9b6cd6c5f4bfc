import { expect, test } from "vitest";
import { isPublic, whyNotReach } from "./outward.ts";

const at = (...addresses: string[]) => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

test.each([
  "0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.31.255.255", "192.168.1.1", "198.18.0.1", "224.0.0.1", "255.255.255.255",
  "::", "::1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "64:ff9b::a00:1", "fc00::1", "fe80::1", "ff02::1", "2002:a00:1::", "2001:db8::1",
])("%s is in nobody's public network", (address) => expect(isPublic(address)).toBe(false)); // prettier-ignore

test.each(["8.8.8.8", "172.32.0.1", "2a00:1450:4003:80f::200e"])("%s is public", (address) => expect(isPublic(address)).toBe(true));

test("what somebody chose is asked over TLS, outside of the server's own network, wholly", () => {
  const reach = { privately: false, plainly: false };
  expect(whyNotReach(reach, "https:", at("8.8.8.8"))).toBeNull();
  expect(whyNotReach(reach, "http:", at("8.8.8.8"))).toBe("not https");
  expect(whyNotReach(reach, "https:", at("8.8.8.8", "10.0.0.1"))).toBe("private");
  expect(whyNotReach(reach, "https:", at("127.0.0.1"))).toBe("private");
  expect(whyNotReach({ ...reach, privately: true }, "https:", at("10.0.0.1"))).toBeNull();
  expect(whyNotReach({ ...reach, privately: true }, "http:", at("10.0.0.1"))).toBe("not https");
});

test("where Bedel itself is on a laptop, what is asked may be there too, and nowhere else without TLS", () => {
  const reach = { privately: false, plainly: true };
  expect(whyNotReach(reach, "http:", at("127.0.0.1", "::1"))).toBeNull();
  expect(whyNotReach(reach, "http:", at("127.0.0.1", "10.0.0.1"))).toBe("not https");
});
