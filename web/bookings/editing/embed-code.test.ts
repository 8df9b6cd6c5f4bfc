import { expect, test } from "vitest";
import { embedCode } from "./embed-code.ts";

test("a name can't break out of the code for another site, whatever is in it", () => {
  const code = embedCode({ address: "https://bedel.example/book/thesis", name: `"><script>alert(1)</script>&amp;`, slug: "thesis" });
  expect(code.match(/<script>/g)).toHaveLength(1);
  expect(code).toContain(`title="&quot;>&lt;script>alert(1)&lt;/script>&amp;amp;"`);
  expect(code).toContain(`id="bedel-thesis" src="https://bedel.example/book/thesis"`);
});
