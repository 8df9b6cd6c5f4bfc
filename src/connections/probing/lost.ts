/** The numbers by which Zoom says so to whoever calls on: no permission, an owner who is gone, a token that is worth nothing since the app was removed. */
export const ROLE_LOST = 200;
export const OWNER_GONE = 4735;
export const APP_REMOVED = 124;
