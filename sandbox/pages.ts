import type { Answer } from "./answer.ts";
import type { World } from "./world.ts";

export function answerPage(_world: World, _request: Request, path: string, _body: string): Answer {
  return { status: 404, body: `<p>${path}</p>` };
}
