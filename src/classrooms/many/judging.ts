import { isOpen, whyNotPasscode, whyNotRetire, type Classroom } from "../classroom.ts";
import { namedBy, type NamedLine } from "./named-lines.ts";

export type ChangingWhat = "change passcode" | "retire classroom";
/** `classroom`: the one that the line names, where there is just one. `isAsked`: it was asked for already. */
export type JudgedLine = NamedLine & { classroom: Classroom | null; isAsked: boolean };
type Around = { classrooms: readonly Classroom[]; busy: ReadonlySet<string>; isAsked: (classroomId: string) => boolean };

/** What is known of each line before anything is asked for. What this very file asked for already is no hindrance; a classroom that is named twice is told at the second. */
export function judgedLines(read: readonly NamedLine[], what: ChangingWhat, around: Around): JudgedLine[] {
  const taken = new Set<string>();
  return read.map((line) => {
    const { classroom, because } = line.because === null ? judged(line, what, around) : { classroom: null, because: line.because };
    const isSecond = because === null && taken.has(classroom!.id);
    if (because === null) taken.add(classroom!.id);
    return { ...line, classroom, because: isSecond ? "line_classroom_twice" : because, isAsked: classroom !== null && around.isAsked(classroom.id) };
  });
}

function judged({ names }: NamedLine, what: ChangingWhat, { classrooms, busy, isAsked }: Around): { classroom: Classroom | null; because: string | null } {
  const mine = namedBy(classrooms.filter(({ id }) => isAsked(id)), names); // prettier-ignore
  if (typeof mine !== "string") return { classroom: mine, because: null };
  const found = namedBy(classrooms.filter(isOpen), names);
  if (typeof found === "string") return { classroom: null, because: found === "none" ? "line_names_nobody" : "line_names_several" };
  const whyNot = what === "retire classroom" ? whyNotRetire : whyNotPasscode;
  return { classroom: found, because: whyNot(found, busy.has(found.id)) };
}
