import type { Settings } from "../account.ts";
import { hash } from "../ids.ts";
import type { User } from "../account.ts";

/** What Zoom's pages show for an education account that nobody has changed, as far as it is known; where it is not, the quieter choice. */

const each =
  (value: unknown) =>
  (names: string): Settings =>
    Object.fromEntries(names.split(/\s+/).map((name) => [name, value]));
export const on = each(true);
export const off = each(false);

const SPAIN = { allowed_countries: [{ code: "ES", name: "Spain" }], selected_countries: [{ code: "ES", name: "Spain" }] };
const NUMBER = { code: "34", country_code: "ES", country_name: "Spain", display_number: "+34 917 873 431", number: "+34917873431" };
const REGIONS = ["EU", "HK", "AU", "IN", "TY", "CN", "US", "CA"];
const TRANS_REGIONS = {
  data_center_regions: ["DE", "NL", "US"],
  unchecked_data_center_regions: REGIONS.filter((region) => region !== "EU" && region !== "US"),
};

export const passcodeRules = (length: number): Settings => ({
  length, consecutive_characters_length: 0,
  ...off("have_letter have_number have_special_character have_upper_and_lower_characters only_allow_numeric weak_enhance_detection"),
}); // prettier-ignore

export const AUDIO: Settings = {
  toll_free_and_fee_based_toll_call: { allow_webinar_attendees_dial: false, enable: false, numbers: [] },
  toll_call: { enable: true, numbers: [NUMBER] },
  call_me_and_invite_by_phone: { enable: false, require_press_1_for_call_me: "auto", allow_webinar_attendees_call_me: false, call_out_countries: SPAIN },
  personal_audio_conference: false,
  participant_phone_masking: { enable: true, masking_type: "mask_default" },
  global_dial_in_countries: { ...SPAIN, include_toll_free: false },
};

export const MAILS: Settings = on(
  "alternative_host_reminder cancel_meeting_reminder cloud_recording_available_reminder jbh_reminder recording_available_reminder_alternative_hosts recording_available_reminder_schedulers schedule_for_reminder",
);

const CAPTIONS = on("auto_transcribing enable save_caption view_full_transcript");
const MANUAL = { ...on("auto_generated_captions full_transcript manual_captions save_captions"), ...off("allow_to_type third_party_captioning_service") };
const POLLS = { ...on("advanced_polls allow_host_to_upload_image enable"), ...off("allow_alternative_host_to_add_edit require_answers_to_be_anonymous") };
export const POLLING = POLLS;
export const WEBINAR_CHAT: Settings = {
  allow_attendees_chat_with: 3, allow_panelists_chat_with: 2, allow_users_save_chats: 2, default_attendees_chat_with: 1,
  ...on("allow_panelists_send_direct_message enable"), allow_auto_save_local_chat_file: false,
}; // prettier-ignore

export const IN_MEETING: Settings = {
  ...on(
    "allow_host_to_enable_focus_mode whiteboard annotation breakout_room chat meeting_question_answer closed_caption co_host file_transfer join_from_desktop join_from_mobile meeting_reactions allow_host_panelists_to_use_audible_clap webinar_reactions non_verbal_feedback polling private_chat remote_control request_permission_to_unmute_participants screen_sharing show_a_join_from_your_browser_link slide_control virtual_background webinar_survey transfer_meetings_between_devices allow_show_zoom_windows",
  ),
  ...off(
    "allow_live_streaming post_meeting_feedback attendee_on_hold attention_mode_focus_mode auto_saving_chat breakout_room_schedule custom_data_center_regions custom_live_streaming_service disable_screen_sharing_for_host_meetings disable_screen_sharing_for_in_meeting_guests e2e_encryption far_end_camera_control feedback group_hd webinar_group_hd live_streaming_facebook live_streaming_youtube meeting_survey remote_support show_meeting_control_toolbar workplace_by_facebook",
  ),
  allow_participants_chat_with: 4,
  allow_users_save_chats: 3,
  closed_captioning: { ...CAPTIONS, third_party_captioning_service: false },
  custom_service_instructions: "",
  ...TRANS_REGIONS,
  entry_exit_chime: "none",
  language_interpretation: {
    ...off("enable_language_interpretation_by_default allow_participants_to_speak_in_listening_channel allow_up_to_25_custom_languages_when_scheduling_meetings"),
    enable: true, custom_languages: [], languages: ["English", "French", "German", "Portuguese", "Spanish"],
  }, // prettier-ignore
  sign_language_interpretation: { enable: false, enable_sign_language_interpretation_by_default: false, languages: ["Spanish"], custom_languages: [] },
  manual_captioning: MANUAL,
  meeting_reactions_emojis: "all",
  virtual_background_settings: { allow_upload_custom: true, allow_videos: true, enable: true, files: [] },
  webinar_chat: WEBINAR_CHAT,
  webinar_live_streaming: { custom_service_instructions: "", enable: false, live_streaming_reminder: false, live_streaming_service: [] },
  meeting_polling: POLLS,
  webinar_polling: POLLS,
  who_can_share_screen: "host",
  who_can_share_screen_when_someone_is_sharing: "host",
  participants_share_simultaneously: "one",
  meeting_summary_with_ai_companion: { enable: false, auto_enable: false, who_will_receive_summary: 1 },
  ai_companion_questions: { enable: false, auto_enable: false, who_can_ask_questions: 1 },
};

export const PROFILE: Settings = { recording_storage_location: { allowed_values: ["DE", "US"], value: "DE" } };

export const RECORDING: Settings = {
  ...on(
    "display_participant_name cloud_recording local_recording record_audio_file record_gallery_view record_speaker_view recording_disclaimer save_chat_text save_panelist_chat save_poll_results",
  ),
  ...off(
    "auto_delete_cmr recording_thumbnails optimize_recording_for_3rd_party_video_editor recording_highlight save_close_caption recording_audio_transcript show_timestamp",
  ),
  auto_delete_cmr_days: 30,
  record_files_separately: off("active_speaker gallery_view shared_screen"),
  auto_recording: "none",
  ip_address_access_control: { enable: false, ip_addresses_or_ranges: "" },
  smart_recording: off("create_recording_highlights create_smart_chapters create_next_steps"),
  recording_password_requirement: { length: 8, ...off("have_letter have_number have_special_character only_allow_numeric") },
  recording_notification_for_zoom_client: { disclaimer_to_participants: "all", play_voice_prompt: "all", ask_host_to_confirm: false },
};

const FLAGS = "force_pmi_jbh_password join_before_host use_pmi_for_instant_meetings use_pmi_for_scheduled_meetings";
export const SCHEDULING: Settings = {
  audio_type: "both",
  ...on(
    "host_video personal_meeting require_password_for_instant_meetings require_password_for_scheduled_meetings require_password_for_scheduling_new_meetings",
  ),
  ...off(FLAGS),
  meeting_password_requirement: passcodeRules(6),
  require_password_for_pmi_meetings: "all",
  continuous_meeting_chat: off("enable can_add_external_users auto_add_invited_external_users"),
};

export const TELEPHONY: Settings = {
  audio_conference_info: "",
  telephony_regions: { allowed_values: ["ES", "US"], selection_values: "ES" },
  third_party_audio: false,
};

export const TSP: Settings = { call_out: false, call_out_countries: [], show_international_numbers_link: true, global_dial_in_countries: SPAIN };

export const MEETING_SECURITY: Settings = {
  ...on(
    "auto_security embed_password_in_join_link meeting_password phone_password pmi_password require_password_for_scheduled_meeting require_password_for_scheduled_webinar webinar_password",
  ),
  ...off("block_user_domain end_to_end_encrypted_meetings only_authenticated_can_join_from_webclient waiting_room"),
  block_user_domain_list: [],
  encryption_type: "enhanced_encryption",
  meeting_password_requirement: passcodeRules(6),
  waiting_room_settings: {
    participants_to_place_in_waiting_room: 0,
    users_who_can_admit_participants_from_waiting_room: 0,
    whitelisted_domains_for_waiting_room: "",
  },
};

const OPTION = { default_option: true, domains: "", id: "signIn_D8cJuqWVQ623CI4Q8yQK0Q", name: "Sign in to Zoom", visible: true };
export const MEETING_AUTHENTICATION: Settings = {
  allow_authentication_exception: false,
  authentication_options: [{ ...OPTION, type: "enforce_login" }],
  meeting_authentication: false,
};
export const RECORDING_AUTHENTICATION: Settings = {
  authentication_options: [{ ...OPTION, type: "internally" }],
  recording_authentication: false,
};

/** The groups of one user, before anybody changed anything. Which features a user has stands elsewhere. */
export const settingsOf = (user: User): Record<string, Settings> => ({
  audio_conferencing: AUDIO,
  email_notification: MAILS,
  in_meeting: { ...IN_MEETING, ...on("allow_users_to_delete_messages_in_meeting_chat record_play_voice"), ...off("share_dual_camera waiting_room") },
  profile: PROFILE,
  recording: { ...RECORDING, ...off("ask_host_to_confirm_disclaimer ask_participants_to_consent_disclaimer"), host_pause_stop_recording: true },
  schedule_meeting: {
    ...SCHEDULING,
    ...on("embed_password_in_join_link participants_video"),
    default_password_for_scheduled_meetings: "",
    pmi_password: String(100_000 + (hash(`pmi ${user.id}`) % 900_000)),
    pstn_password_protected: true,
    continuous_meeting_chat: off("enable can_add_external_users auto_add_invited_external_users support_instant_meetings support_scheduled_meetings"),
  },
  telephony: { ...TELEPHONY, show_international_numbers_link: true },
  tsp: TSP,
  whiteboard: on("out_meeting_advanced_whiteboard in_meeting_advanced_whiteboard"),
});
