/** An invitation that nobody accepted for so long is dead, and the id with it. */
export const INVITATION_LIVES_DAYS = 30;
/** A one-time passcode opens for so long. */
export const CODE_LIVES_MINUTES = 10;
