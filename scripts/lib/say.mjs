/** Words for the person in front of the terminal. They go to stderr, so that stdout belongs to the program that is started. */
export const say = (line) => process.stderr.write(`${line}\n`);

/** A step of the set-up that could not be taken: one sentence for the person, and what the tool itself said. */
export class Trouble extends Error {
  constructor(sentence, output = "") {
    super(sentence);
    this.output = output.trim();
  }
}

/** Runs a set-up; what goes wrong becomes one clear sentence and exit code 1. */
export async function orSayWhy(setUp) {
  try {
    return await setUp();
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble;
    if (trouble.output !== "") say(indented(lastLines(trouble.output, 25)));
    say(trouble.message);
    return process.exit(1);
  }
}

const lastLines = (text, count) => text.split("\n").slice(-count).join("\n");
const indented = (text) => text.replaceAll(/^/gm, "    ");
