/** A place where the published contract contradicts itself, or what Zoom does. `what` is the finding, word for word. */
export type Waiver = { where: RegExp; what: string; why: string };

export const MOST_WAIVERS = 10;

export const WAIVERS: readonly Waiver[] = [
  {
    where: /^PUT \/webinars\/\{webinarId\}\/status$/,
    what: "status: 204 is not documented, but 200",
    why: "what is documented for 200 is the text of an error; the same call for meetings answers 204",
  },
  {
    where: /^(meeting|webinar)\.participant_/,
    what: 'payload.object.participant.email must match format "email"',
    why: "the property's own text says that it is empty for people outside the host's account",
  },
];
