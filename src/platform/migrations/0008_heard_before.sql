-- What Zoom told before 0005 was heard as well: a database that lived then is not one that was never told anything.
update connections c set heard_at = (select max(received_at) from webhooks w where w.institution_id = c.institution_id)
  where kind = 'institution' and heard_at is null;
