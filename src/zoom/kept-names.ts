/** What Zoom takes of a name at most, in characters (its texts of 300). */
const [LONGEST_NAME, LONGEST_SHOWN, LONGEST_TITLE] = [64, 128, 200];

const shortened = (text: string, most: number): string => [...text].slice(0, most).join("").trimEnd();

/** As much of a first or a last name, of the name that is shown, and of a meeting's title as Zoom keeps. */
export const keptName = (text: string): string => shortened(text, LONGEST_NAME);
export const keptShownName = (text: string): string => shortened(text, LONGEST_SHOWN);
export const keptTitle = (text: string): string => shortened(text, LONGEST_TITLE);
