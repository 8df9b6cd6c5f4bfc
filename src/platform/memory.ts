import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** After a long burst of work the engine keeps a hundred megabytes for the next one, and looks again only after a collection: this one sets it going, and a minute later they are back. */
export function giveMemoryBack(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}
