const READ_AND_EDIT = [
  "AccountProfile",
  "AccountSetting",
  "BillingInformation",
  "BillingSubscription",
  "Branding",
  "Division",
  "Group",
  "MarketPlace",
  "MobileDeviceManagement",
  "PbxAdmin",
  "Recording",
  "Role",
  "ScheduleTrackingFields",
  "SingleSignOn",
  "SmartMeetingSummaryMgt",
  "User",
  "ZoomRooms",
];
const READ = ["DashboardHome", "DashboardMeetings", "DashboardWebinars", "DataRequest", "Survey", "UsageReport"];

/** What a role can allow, by Zoom's names. */
export const PRIVILEGES: string[] = [...READ_AND_EDIT.flatMap((what) => [`${what}:Edit`, `${what}:Read`]), ...READ.map((what) => `${what}:Read`)].toSorted();

/** Only the owner hands out roles and pays. */
const OF_THE_OWNER = ["Role:Edit", "BillingInformation:Edit", "BillingSubscription:Edit"];
export const ADMINISTRATORS: string[] = PRIVILEGES.filter((name) => !OF_THE_OWNER.includes(name));
