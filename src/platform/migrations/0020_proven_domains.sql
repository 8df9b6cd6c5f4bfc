-- A domain is an institution's for single sign-on once that is proven: by a record that only whoever keeps the domain can publish ('record'), or by the
-- operator's word ('operator'). Until then several institutions may have entered it. What was saved before proof was asked for was the only one of its name
-- on the server and is in use: it counts as proven ('before'), so that nobody is locked out; the operator can give it to another (allow-domain).
alter table single_sign_on_domains add column token text;
alter table single_sign_on_domains add column proof text check (proof in ('record', 'operator', 'before'));
update single_sign_on_domains set token = replace(gen_random_uuid()::text, '-', ''), proof = 'before';
alter table single_sign_on_domains alter column token set not null;
alter table single_sign_on_domains drop constraint single_sign_on_domains_domain_key;
create unique index single_sign_on_domains_proven on single_sign_on_domains (domain) where proof is not null;
