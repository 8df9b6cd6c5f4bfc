import type { Tx } from "../../platform/database.ts";
import type { Instant } from "../../lib/time.ts";
import type { Affected } from "./contract.ts";

/** What a member's own Zoom does to sessions, which connections don't know; handed in. */
export type PersonalUpstairs = {
  /** Sessions by the member's own Zoom that are not made yet go to the Zoom that is in force now; those that are made stay. */
  ownZoomChanged(institutionId: string, memberId: string): Promise<void>;
  /** What would become of the sessions that go by this connection if it were ended. `takesOver`: another Zoom would be in force. */
  affected(tx: Tx, of: { institutionId: string; memberId: string; connectionId: string; takesOver: boolean }, now: Instant): Promise<Affected>;
};
