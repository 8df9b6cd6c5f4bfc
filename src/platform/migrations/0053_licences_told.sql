-- How many licences the Zoom account has, as Zoom said when it last refused one, and of which account.
alter table provisioning add column licences_told integer, add column licences_told_at timestamptz, add column licences_account text;
