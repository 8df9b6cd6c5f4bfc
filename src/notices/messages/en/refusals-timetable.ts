/** Why a timetable or a calendar of holidays can't be read. */
export const timetableRefusals = {
  calendar_malformed: "This is not an iCalendar file that Bedel understands.",
  calendar_too_large: "This is more than any list of holidays holds: at most 2 MB, 5,000 events and 5,000 days.",
  calendar_without_days: "No whole day from this year on is in this calendar.",
  calendar_timed_only: "This calendar has events with times only. Holidays are whole days.",
  calendar_address_malformed: "This is not an address such as https://calendars.example.edu/holidays.ics.",
  calendar_unknown_host: "There is no server of this name.",
  calendar_not_https: "The address must begin with https://.",
  calendar_private: "This address lies within a private network, where Bedel reads nothing. A file can be chosen instead.",
  calendar_silent: "The server at this address does not answer.",
  calendar_not_found: "There is nothing to be read at this address.",
  calendar_leads_on: "This address leads on to others without end.",
  too_many_calendars: "There are {most, number} calendars already. Please remove one first.",
};
