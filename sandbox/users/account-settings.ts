import { ok, refuse, type Answer } from "../answer.ts";
import type { Call } from "../call.ts";
import type { Account, Settings } from "../account.ts";
import { account } from "../world.ts";
import * as standard from "./defaults.ts";
import { bySide, onlyFields } from "./settings.ts";

const { on, off } = standard;

/** GET /accounts/{id}/settings: `me` and the account's own id. */
export function getAccountSettings(call: Call): Answer {
  const it = account(call.world);
  const asked = call.params["accountId"]!;
  if (asked !== "me" && asked !== it.id) return refuse(404, 2001, `Account does not exist: ${asked}`);
  const option = call.query.get("option");
  return option === null ? ok(onlyFields(groupsOf(it), call.query)) : bySide(asideOf(it), option);
}

const asideOf = (it: Account): Record<string, Settings> => ({
  meeting_authentication: standard.MEETING_AUTHENTICATION,
  recording_authentication: standard.RECORDING_AUTHENTICATION,
  meeting_security: {
    ...standard.MEETING_SECURITY,
    chat_etiquette_tool: ETIQUETTE,
    waiting_room_options: {
      ...off("enable locked"), admit_type: 1, internal_user_auto_admit: 1, admit_domain_allowlist: "", who_can_admit_participants: 0, sort_order_of_people: 0,
      more_options: off("user_invited_by_host_can_bypass_waiting_room move_participants_to_waiting_room_when_host_dropped allow_participants_to_reply_to_host"),
    },
  },
  security: securityOf(it),
}); // prettier-ignore

const ETIQUETTE = { enable: false, policies: [], policy_max_count: 50 };

const securityOf = ({ passwordPolicy, sso, managedDomains }: Account): Settings => ({
  ...on("admin_change_name_pic admin_change_user_info import_photos_from_devices"),
  user_modifiable_info_by_admin: ["name", "profile_picture", "sign_in_email", "host_key"],
  signin_with_sso: { enable: sso, require_sso_for_domains: false, domains: sso ? managedDomains : [], sso_bypass_users: [] },
  hide_billing_info: false,
  password_requirement: {
    minimum_password_length: passwordPolicy.minimumLength,
    have_special_character: passwordPolicy.special,
    consecutive_characters_length: 0,
    weak_enhance_detection: false,
  },
  sign_again_period_for_inactivity_on_client: 0,
  sign_again_period_for_inactivity_on_web: 0,
  sign_in_with_two_factor_auth: "none",
  sign_in_with_two_factor_auth_groups: [],
  sign_in_with_two_factor_auth_roles: [],
});

const groupsOf = (it: Account): Record<string, Settings> => ({
  audio_conferencing: standard.AUDIO,
  chat: CHAT,
  email_notification: { ...standard.MAILS, low_host_count_reminder: true },
  feature: { meeting_capacity: it.plan === "free" || it.plan === "pro" ? 100 : 300 },
  in_meeting: IN_MEETING,
  integration: off("box dropbox google_calendar google_drive kubi microsoft_one_drive"),
  other_options: {
    ...off("allow_auto_active_users allow_users_contact_support_via_chat blur_snapshot show_one_user_meeting_on_dashboard"),
    ...on("allow_users_enter_and_share_pronouns display_meetings_scheduled_for_others email_in_attendee_report_for_meeting"),
    meeting_qos_and_mos: 1,
    use_cdn: "default",
    webinar_registration_options: on("allow_host_to_enable_join_info allow_host_to_enable_social_share_buttons enable_custom_questions"),
  },
  profile: standard.PROFILE,
  security: securityOf(it),
  recording: {
    ...standard.RECORDING,
    ...on("allow_recovery_deleted_cloud_recordings cloud_recording_download host_delete_cloud_recording required_password_for_shared_cloud_recordings"),
    ...off(
      "account_user_access_recording cloud_recording_download_host prevent_host_access_recording record_audio_file_each_participant required_password_for_existing_cloud_recordings",
    ),
    archive: {
      enable: false,
      type: 1,
      settings: {
        ...off("audio_file cc_transcript_file chat_file chat_with_sender_email video_file chat_with_direct_message"),
        ...{ archive_retention: 1, action_when_archive_failed: 1 },
        ...{ notification_when_archiving_starts: "participants", play_voice_prompt_when_archiving_starts: "none" },
      },
    },
  },
  schedule_meeting: SCHEDULING,
  telephony: standard.TELEPHONY,
  tsp: { ...standard.TSP, ...off("allow_webinar_attendees_call_me display_toll_free_numbers allow_webinar_attendees_toll_free_dial") },
  zoom_rooms: {
    ...off("auto_start_stop_scheduled_meetings cmr_for_instant_meeting force_private_meeting hide_host_information start_airplay_manually"),
    ...on("list_meetings_with_calendar ultrasonic upcoming_meeting_alert weekly_system_restart zr_post_meeting_feedback"),
  },
  smart_recognition: {
    personalized_audio_isolation: false,
    zoom_rooms: {
      video_name_tags: off("enabled allow_user_photos allow_enrollment_email allow_external_identification"),
      voice_name_tags: off("enabled allow_enrollment_email allow_external_identification"),
    },
    workplace_app: { voice_name_tags: off("enabled allow_enrollment_email") },
  },
  mail_calendar: off("email_calendar_management email_management zoom_email_provider"),
  general_setting: on("auto_zoom_room_proximity_connect show_zoom_room_feature"),
});

const SAVED = { ...standard.POLLING, manage_saved_polls_and_quizzes: false };
const IN_MEETING: Settings = {
  ...standard.IN_MEETING,
  ...on("allow_participants_to_rename original_audio record_play_own_voice use_html_format_email webinar_question_answer p2p_connetion"),
  ...off("alert_guest_join anonymous_question_answer auto_answer dscp_dual dscp_marking p2p_ports sending_default_email_invites stereo_audio watermark"),
  auto_generated_translation: { language_item_pairList: { trans_lang_config: [], all: false }, enable: false },
  dscp_audio: 56,
  dscp_video: 40,
  meeting_data_transit_and_residency_method: "cloud",
  meeting_polling: SAVED,
  ports_range: "1;65535",
  webinar_chat: { ...standard.WEBINAR_CHAT, allow_users_to_delete_messages_in_meeting_chat: true },
  webinar_polling: SAVED,
};

const SCHEDULING: Settings = {
  ...standard.SCHEDULING,
  ...off("enforce_login enforce_login_with_domains enable_dedicated_group_chat not_store_meeting_topic allow_host_to_disable_participant_video"),
  enforce_login_domains: "",
  jbh_time: 0,
  participant_video: true,
  always_display_zoom_meeting_as_topic: off("enable display_topic_for_scheduled_meetings"),
  hide_meeting_description: off("enable hide_description_for_scheduled_meetings"),
  always_display_zoom_webinar_as_topic: off("enable display_topic_for_scheduled_webinars"),
  hide_webinar_description: off("enable hide_description_for_scheduled_webinars"),
  meeting_template: { enable: true, templates: [] },
};

const KEPT = { enable: false, retention_period_of_direct_messages_and_group_conversation: "1y", retention_period_of_channels: "1y" };
const MINUTES = { enable: true, time: 0 };
const CHAT: Settings = {
  ...on(
    "allow_bots_chat record_voice_messages record_video_messages screen_capture create_public_channels create_private_channels create_group_chat share_links_in_chat schedule_meetings_in_chat download_file share_screen_in_chat code_snippet personal_channel hyper_link allow_huddles_from_channels shared_spaces show_status_to_internal_contact presence_on_meeting presence_away_when_screen_saver",
  ),
  ...off(
    "translate_messages store_revise_chat set_chat_as_default_tab suppress_removal_notification suppress_user_group_notification allow_remove_msg_by_owner_and_admins show_h323_contact_tab ai_recommend ai_quick_reply ai_sentence_completion ai_quick_schedule survey_poll",
  ),
  share_files: {
    ...{ enable: true, share_option: "anyone", view_option: "anyone" },
    restrictions: {
      ...off("only_allow_specific_file_types maximum_file_size"),
      ...{ file_type_restrictions: [], file_type_restrictions_for_external: [], file_restrictions_apply_to: "sharing_and_viewing" },
      ...{ file_size_restrictions: 500, file_size_restrictions_for_external: 500 },
    },
  },
  chat_emojis: { enable: true, emojis_option: "all" },
  set_retention_period_in_cloud: KEPT,
  set_retention_period_in_local: KEPT,
  allow_users_to_add_contacts: { enable: true, selected_option: 1, user_email_addresses: "" },
  allow_users_to_chat_with_others: { enable: true, selected_option: 1, user_email_addresses: "" },
  chat_etiquette_tool: ETIQUETTE,
  send_data_to_third_party_archiving_service: {
    ...{ enable: false, type: "global_relay", smtp_delivery_address: "", user_name: "", passcode: "", authorized_channel_token: "" },
  },
  apply_local_storage_to_personal_channel: { enable: false, retention_period: "1y" },
  search_and_send_animated_gif_images: { enable: true, giphy_content_rating: 1 },
  external_collab_restrict: { enable: false, external_chat: "allowed", group_id: "" },
  external_user_control: { enable: false, selected_option: 1, external_account: false },
  external_invite_approve: { enable: false, selected_option: 1, channel_id: "", external_account: false },
  external_member_join: { enable: true, external_account: false },
  external_join_approve: { enable: false, selected_option: 1, channel_id: "", external_account: false },
  chat_email_address: { enable: false, only_allow_specific_domains: false, specific_domains: [] },
  read_receipts: { enable: false, allow_users_opt_out: false },
  allow_delete_message: MINUTES,
  allow_edit_message: MINUTES,
  ai_summary: off("enable shown_in_team_chat"),
  ai_compose: off("enable shown_in_team_chat"),
};
