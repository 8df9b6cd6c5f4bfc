/** Zoom wants two names and shows one after the other, so it does not matter where a name is cut in two. */
export function namesOf(name: string, email: string): { firstName: string; lastName: string; name: string } {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => word !== "");
  const [firstName = email.split("@")[0]!, ...others] = words;
  return { firstName, lastName: others.join(" "), name: words.length === 0 ? firstName : words.join(" ") };
}
