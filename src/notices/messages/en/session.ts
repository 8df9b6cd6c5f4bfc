/** The session's page. */
export const session = {
  steps: {
    label: "What happens when",
    title: "What happens when",
    times: "Times:",
    again: "again at {time}",
    noReason: "The reason is not known yet.",
    name: {
      generate: "Made in Zoom",
      handOver: "Room opens",
      sendLinks: "Links sent",
      warn: "Reminder to close",
      end: "Ended if still on",
      close: "Room closed",
      report: "Report",
    },
    is: {
      pending: "due {time}",
      started: "under way since {time}",
      done: "done {time}",
      held: "held back, due {time}",
      failed: "failed, due {time}",
      skipped: "not needed",
    },
  },
};
