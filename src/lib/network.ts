/** People of one household or lecture hall share it: the whole IPv4 address, the first half of an IPv6 one, of which a provider gives away billions at once. */
export function networkOf(ip: string): string {
  if (!ip.includes(":")) return ip;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
  if (mapped !== null) return mapped[1]!;
  const [head = "", tail] = ip.toLowerCase().split("::");
  const [left, right] = [groups(head), groups(tail ?? "")];
  const all = tail === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0"), ...right];
  return all.slice(0, 4).join(":");
}

const groups = (part: string): string[] => (part === "" ? [] : part.split(":"));
