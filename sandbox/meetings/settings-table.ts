import type { Kind } from "../account.ts";

/** Whether a value may be kept. `dropped`: nothing that anybody asks for is kept, and nobody is told. */
export type Check = ((value: unknown) => boolean) | "dropped";

export type Row = [name: string, of: Kind | "both", keeps: Check, unlessSaid: unknown];

const flag: Check = (value) => typeof value === "boolean";
const words: Check = (value) => typeof value === "string";
const dropped = "dropped";
const oneOf =
  (...allowed: unknown[]): Check =>
  (value) =>
    allowed.includes(value);

const NO_REMINDER = { enable: false, type: 0 };
const NO_QUESTIONS = {
  enable: false,
  allow_submit_questions: false,
  allow_anonymous_questions: false,
  attendees_can_comment: false,
  attendees_can_upvote: false,
};
const NO_CHAT = { enable: false, auto_add_invited_external_users: false, auto_add_meeting_participants: false, channel_id: "" };
const NO_INTERPRETERS = { enable: false, interpreters: [] };
const ANY_COUNTRY = { enable: false, method: "approve", approved_list: [], denied_list: [] };

/**
 * What a meeting and a webinar can be told, and what they are unless somebody says so. The defaults are those that Zoom publishes,
 * else those of a fresh account. What belongs to things that the sandbox has not is dropped, as Zoom drops breakout rooms where the
 * host's own settings forbid them.
 */
export const SETTINGS: Row[] = [
  // who comes in, and how
  ["waiting_room", "meeting", flag, false],
  ["waiting_room_options", "meeting", dropped, { mode: "follow_setting", who_goes_to_waiting_room: "everyone" }],
  ["join_before_host", "meeting", flag, false],
  ["jbh_time", "meeting", oneOf(0, 5, 10, 15), 0],
  ["meeting_authentication", "both", flag, false],
  ["panelist_authentication", "webinar", flag, false],
  ["enforce_login", "both", dropped, false],
  ["enforce_login_domains", "both", dropped, ""],
  ["approved_or_denied_countries_or_regions", "meeting", dropped, ANY_COUNTRY],
  ["allow_multiple_devices", "both", flag, false],
  ["use_pmi", "meeting", dropped, false],
  ["internal_meeting", "meeting", dropped, false],
  ["private_meeting", "meeting", flag, false],
  ["in_meeting", "meeting", dropped, false],
  ["cn_meeting", "meeting", dropped, false],
  // registration
  ["approval_type", "both", oneOf(0, 1, 2), 2],
  ["registration_type", "both", oneOf(1, 2, 3), 1],
  ["close_registration", "both", flag, false],
  ["registrants_confirmation_email", "both", flag, true],
  ["registrants_email_notification", "both", flag, true],
  ["registrants_restrict_number", "webinar", (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 20_000, 0],
  ["show_share_button", "both", flag, false],
  ["show_join_info", "both", flag, false],
  ["email_in_attendee_report", "both", flag, false],
  // sound and picture
  ["host_video", "both", flag, true],
  ["participant_video", "meeting", flag, true],
  ["panelists_video", "webinar", flag, true],
  ["disable_participant_video", "meeting", flag, false],
  ["mute_upon_entry", "meeting", flag, false],
  ["request_permission_to_unmute_participants", "both", flag, false],
  ["allow_host_control_participant_mute_state", "both", flag, false],
  ["audio", "both", oneOf("both", "telephony", "voip", "thirdParty"), "both"],
  ["audio_conference_info", "both", (value) => typeof value === "string" && value.length <= 2048, ""],
  ["global_dial_in_countries", "both", dropped, []],
  ["global_dial_in_numbers", "both", dropped, []],
  ["hd_video", "webinar", flag, false],
  ["hd_video_for_attendees", "webinar", flag, false],
  ["send_1080p_video_to_attendees", "webinar", flag, false],
  ["auto_recording", "both", oneOf("none", "local", "cloud"), "none"],
  ["auto_add_recording_to_video_management", "meeting", dropped, { enable: false }],
  ["watermark", "meeting", flag, false],
  ["add_watermark", "webinar", flag, false],
  ["add_audio_watermark", "webinar", flag, false],
  ["host_save_video_order", "meeting", flag, false],
  ["device_testing", "meeting", flag, false],
  ["encryption_type", "meeting", oneOf("enhanced_encryption", "e2ee"), "enhanced_encryption"],
  ["additional_data_center_regions", "both", dropped, []],
  // who hosts, who is written to
  ["alternative_hosts", "both", words, ""],
  ["alternative_hosts_email_notification", "meeting", flag, true],
  ["alternative_host_update_polls", "both", flag, false],
  ["alternative_host_manage_meeting_summary", "meeting", flag, false],
  ["alternative_host_manage_cloud_recording", "meeting", flag, false],
  ["contact_name", "both", words, ""],
  ["contact_email", "both", words, ""],
  ["email_notification", "meeting", flag, true],
  ["email_language", "webinar", words, "en-US"],
  ["meeting_invitees", "meeting", dropped, []],
  ["push_change_to_calendar", "meeting", dropped, false],
  ["panelists_invitation_email_notification", "webinar", flag, true],
  ["attendees_and_panelists_reminder_email_notification", "webinar", dropped, NO_REMINDER],
  ["follow_up_attendees_email_notification", "webinar", dropped, NO_REMINDER],
  ["follow_up_absentees_email_notification", "webinar", dropped, NO_REMINDER],
  // what goes on inside
  ["focus_mode", "meeting", flag, false],
  ["participant_focused_meeting", "meeting", dropped, false],
  ["breakout_room", "meeting", dropped, { enable: false, rooms: [] }],
  ["question_and_answer", "meeting", dropped, { ...NO_QUESTIONS, question_visibility: "answered" }],
  ["question_and_answer", "webinar", dropped, { ...NO_QUESTIONS, answer_questions: "only", allow_auto_reply: false, auto_reply_text: "" }],
  ["language_interpretation", "both", dropped, NO_INTERPRETERS],
  ["sign_language_interpretation", "both", dropped, NO_INTERPRETERS],
  ["continuous_meeting_chat", "meeting", dropped, NO_CHAT],
  ["resources", "meeting", dropped, []],
  ["custom_keys", "meeting", dropped, []],
  ["auto_start_meeting_summary", "meeting", dropped, false],
  ["who_will_receive_summary", "meeting", dropped, 1],
  ["auto_start_ai_companion_questions", "meeting", dropped, false],
  ["who_can_ask_questions", "meeting", dropped, 1],
  ["practice_session", "webinar", flag, false],
  ["on_demand", "webinar", dropped, false],
  ["post_webinar_survey", "webinar", dropped, false],
  ["survey_url", "webinar", dropped, ""],
  ["enable_session_branding", "webinar", dropped, false],
];
