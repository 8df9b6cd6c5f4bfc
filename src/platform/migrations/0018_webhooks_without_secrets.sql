-- Until now Zoom's words were kept whole, with the addresses by which a registrant or a host comes in.
update webhooks set body = body #- '{payload,object,registrant,join_url}' #- '{payload,object,registrant,participant_pin_code}'
  #- '{payload,object,join_url}' #- '{payload,object,start_url}' #- '{payload,object,password}'
  where jsonb_typeof(body) = 'object';
