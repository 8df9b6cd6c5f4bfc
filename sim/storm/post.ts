import type { Instant } from "../../src/lib/time.ts";
import { MailError, type Mailer, type OutgoingMail } from "../../src/platform/mailer.ts";

/** A mail that arrived. */
export type Arrived = { at: Instant; messageId: string; to: string; subject: string; text: string };
export type MailWeather = "fair" | "away" | "no answer";

export type Post = Mailer & { arrived: Arrived[]; weather: MailWeather; fault: (kind: string) => void };

/** The mail server, as the mailer sees it: it takes a mail, is away, or takes it and never says so. */
export function openPost(now: () => Instant): Post {
  const post: Post = {
    arrived: [],
    weather: "fair",
    fault: () => undefined,
    send: async (mail: OutgoingMail) => {
      if (post.weather === "away") {
        post.fault("mail server away");
        throw new MailError("trouble", "ECONNREFUSED");
      }
      post.arrived.push({
        at: now(),
        messageId: mail.messageId.replace(/^<|>$/g, ""),
        to: mail.to.email,
        subject: mail.letter.subject,
        text: mail.letter.text,
      });
      if (post.weather === "no answer") {
        post.fault("mail taken without an answer");
        throw new MailError("unanswered", "ETIMEDOUT");
      }
    },
    verify: async () => undefined,
    close: () => undefined,
  };
  return post;
}
